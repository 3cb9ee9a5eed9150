import type { JSX } from 'preact'
import { formatLimit, type Regulation } from '@qyzmet/regulation'
import type { AskedCoSigner, coSignersOf } from '@qyzmet/casework'
import { maskIin } from '../../documents/masks.ts'
import { sentenceCase } from '../../documents/sheet.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Heading, Link } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { coSigningMessages } from '../messages/co-signing.ts'

/** Tells the applicant who will be asked to sign too; nothing where nobody is. */
export function AlsoSigning(props: {
  readonly asked: readonly AskedCoSigner[]
  readonly regulation: Regulation
}): JSX.Element | null {
  const { locale } = usePage()
  const t = coSigningMessages[locale].before
  const { asked, regulation } = props
  if (asked.length === 0) return null
  return (
    <>
      <Heading level={2}>{t.title}</Heading>
      <ul class="q-list">
        {asked.map(({ coSigner, iin, name }) => {
          const standIn = regulation.standard.documents.find(({ id }) => id === coSigner.orDocument)
          return (
            <li key={iin}>
              {sentenceCase(coSigner.title[locale], locale)}, {name ?? maskIin(iin)}.{' '}
              {t.text(formatLimit(coSigner.within, locale))}
              {standIn === undefined ? null : <p class="q-hint">{t.instead(standIn.title[locale])}</p>}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Says that somebody else must be named before anything can be signed; nothing where everybody is. */
export function NobodyNamed(props: {
  readonly unnamed: ReturnType<typeof coSignersOf>['unnamed']
  readonly regulation: Regulation
  /** `/kk/applications/…`. */
  readonly base: string
}): JSX.Element | null {
  const { locale } = usePage()
  const t = coSigningMessages[locale].before
  const [first] = props.unnamed
  const page = props.regulation.standard.form.pages.find(({ fields }) => fields.some(({ id }) => id === first?.field))
  const field = page?.fields.find(({ id }) => id === first?.field)
  if (page === undefined || field === undefined) return null
  return (
    <Alert tone="danger" live>
      <p>{t.unnamed(field.label[locale])}</p>
      <p>
        <Link href={`${props.base}/pages/${page.id}?from=check#${field.id}`}>{t.unnamedLink}</Link>
      </p>
    </Alert>
  )
}
