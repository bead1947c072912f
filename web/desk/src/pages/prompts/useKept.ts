import { useQueryClient } from '@tanstack/react-query'
import { promptQuery, type PromptLanguage, type PromptSheet } from '../../api/prompts'

/** Every change answers with the whole prompt, which is shown at once. */
export function useKept(language: PromptLanguage, id: string) {
  const client = useQueryClient()
  return (sheet: PromptSheet) => {
    client.setQueryData(promptQuery(language, id).queryKey, sheet)
    void client.invalidateQueries({ queryKey: ['prompts'] })
    void client.invalidateQueries({ queryKey: ['flow-names'] })
  }
}
