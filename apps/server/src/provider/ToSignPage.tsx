import type { Locale } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import type { Sha256 } from '../documents/blobs.ts'
import type { PhoneOffer } from '../phone-signing/offer.ts'
import type { ExpectedCertificate } from '../signatures/certificate-rule.ts'
import { Alert } from '../ui/Alert.tsx'
import { Button, ButtonRow } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading, Lead } from '../ui/Heading.tsx'
import { BackLink } from '../ui/Navigation.tsx'
import { usePage } from '../ui/page-context.ts'
import { NcaLayer, PHONE_FORM, SignChosenOnPhone } from '../ui/SignForm.tsx'
import { providerMessages } from './messages/provider.ts'

export interface DocumentToSign {
  readonly caseId: string
  readonly number: string
  readonly title: Readonly<Record<Locale, string>>
  readonly service: string
  readonly applicant: string | undefined
  /** Hash of the bytes to sign, hexadecimal. */
  readonly sha256: Sha256
}

/** What became of one of the documents that were just signed. */
export interface SignedDocument {
  readonly caseId: string
  readonly number: string
  readonly tone: 'success' | 'info' | 'danger'
  readonly words: string
}

/** Several cases' results, read one by one and signed with one password. */
export function ToSignPage(props: {
  readonly documents: readonly DocumentToSign[]
  readonly hasMore: boolean
  readonly results: readonly SignedDocument[]
  readonly nothing: boolean
  readonly iin: string
  readonly certificate: ExpectedCertificate | undefined
  readonly ncaLayerUrl: string
  readonly training: boolean
}): JSX.Element {
  const { locale } = usePage()
  const t = providerMessages[locale]
  const base = `/${locale}/work`
  return (
    <>
      <BackLink href={base} />
      <Heading level={1}>{t.toSign.title}</Heading>
      {props.nothing ? (
        <Alert tone="danger" live>
          <p>{t.toSign.nothing}</p>
        </Alert>
      ) : null}
      {props.results.map((result) => (
        <Alert key={result.caseId} tone={result.tone} title={result.number} live>
          <p>{result.words}</p>
        </Alert>
      ))}
      {props.documents.length === 0 ? (
        <p>{t.toSign.none}</p>
      ) : (
        <>
          <Lead>{t.toSign.lead}</Lead>
          {props.certificate === undefined ? null : <p>{t.sign.certificate(props.certificate.bin)}</p>}
          <NcaLayer {...props} phoneForm={PHONE_FORM}>
            <Form action={`${base}/to-sign`}>
              <ul class="q-list">
                {props.documents.map((document) => (
                  <Choice key={document.caseId} document={document} base={base} />
                ))}
              </ul>
              {props.hasMore ? <p>{t.toSign.more}</p> : null}
              <ButtonRow>
                <Button id="sign">{t.toSign.button}</Button>
              </ButtonRow>
              <SignChosenOnPhone offer={offerOf(props, `${base}/to-sign`)} />
            </Form>
          </NcaLayer>
        </>
      )}
    </>
  )
}

/** The same documents for a telephone; which of them are ticked is known when the form is sent. */
function offerOf(
  {
    documents,
    iin,
    certificate,
  }: {
    readonly documents: readonly DocumentToSign[]
    readonly iin: string
    readonly certificate: ExpectedCertificate | undefined
  },
  page: string,
): PhoneOffer {
  return {
    documents: documents.map(({ caseId, number, title, sha256 }) => ({
      sha256,
      name: { kk: `${number}, ${title.kk}`, ru: `${number}, ${title.ru}`, en: `${number}, ${title.en}` },
      mediaType: 'application/pdf',
      field: `cms-${caseId}`,
      choice: `choice-${caseId}`,
    })),
    signer: { iin, bin: certificate?.bin, role: certificate?.roles },
    action: page,
    fields: Object.fromEntries(documents.map(({ caseId, sha256 }) => [`document-${caseId}`, sha256])),
    page,
  }
}

function Choice({ document, base }: { readonly document: DocumentToSign; readonly base: string }): JSX.Element {
  const { locale } = usePage()
  const t = providerMessages[locale].toSign
  const { caseId, number, title, service, applicant, sha256 } = document
  const pdf = `${base}/cases/${caseId}/papers/${sha256}.pdf`
  return (
    <li data-choice>
      <label class="ds-field">
        <input class="ds-input" type="checkbox" name={`choice-${caseId}`} value="yes" checked /> {t.choose}: {number},{' '}
        {title[locale]}
      </label>
      <p class="q-muted">{applicant === undefined ? service : `${service}. ${applicant}`}</p>
      <p>
        <a class="ds-link" href={pdf} target="_blank" rel="noopener">
          {t.open}
          <span class="ds-sr-only">: {number}</span>
        </a>
      </p>
      <input type="hidden" name={`document-${caseId}`} value={sha256} />
      <input type="hidden" name={`cms-${caseId}`} value="" data-document={pdf} />
    </li>
  )
}
