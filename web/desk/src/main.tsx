import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import './design/base.css'
import { followScheme } from './design/scheme'
import { installVariables } from './design/variables'
import { startWords } from './words'

installVariables(document)
followScheme(document)
await startWords(document)

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
