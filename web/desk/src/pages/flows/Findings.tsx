import { CircleAlert, TriangleAlert } from 'lucide-react'
import type { Finding } from '../../api/flows'
import css from './Designer.module.css'
import { useFlowWords } from './useWords'

/** What is to be said about a flow or a node; each line leads to its node. */
export function Findings({ findings, nameOf, onJump }: {
  findings: readonly Finding[]
  nameOf?: (node: string) => string
  onJump?: (node: string) => void
}) {
  const words = useFlowWords()
  if (findings.length === 0) return null
  return (
    <ul className={css.findings} data-testid="flow-findings">
      {findings.map((finding, place) => {
        const Icon = finding.severity === 'error' ? CircleAlert : TriangleAlert
        const line = (
          <>
            <Icon size={14} aria-hidden />
            <span>
              {nameOf && finding.node && <b>{nameOf(finding.node)} </b>}
              {words.finding(finding)}
            </span>
          </>
        )
        return (
          <li key={place} data-severity={finding.severity}>
            {onJump && finding.node ? <button onClick={() => onJump(finding.node)}>{line}</button> : <span>{line}</span>}
          </li>
        )
      })}
    </ul>
  )
}
