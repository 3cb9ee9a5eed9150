import type { Text } from '@qyzmet/regulation'

/** What documents are called in the document system of the provider; in the language of the document. */
export const esedoWords = {
  application: { kk: 'Өтініш', ru: 'Заявление', en: 'Application' },
} as const satisfies Readonly<Record<string, Text>>
