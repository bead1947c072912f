import { createRoot } from 'react-dom/client'
import '../design/base.css'
import { followScheme } from '../design/scheme'
import { installVariables } from '../design/variables'
import { CallPage } from './CallPage'

installVariables(document)
followScheme(document)

const root = document.getElementById('root')
if (root) createRoot(root).render(<CallPage />)
