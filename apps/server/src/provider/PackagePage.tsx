import type { Locale } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import type { Sha256 } from '../documents/blobs.ts'
import type { ExpectedCertificate } from '../signatures/certificate-rule.ts'
import { Alert } from '../ui/Alert.tsx'
import { BackLink } from '../ui/Navigation.tsx'
import { Heading, Lead } from '../ui/Heading.tsx'
import { usePage } from '../ui/page-context.ts'
import { SignForm, type SignedAlongside } from '../ui/SignForm.tsx'
import { providerMessages } from './messages/provider.ts'

/** A request that was taken in on paper, with its copies: all signed in one act, with one password. */
export function PackagePage(props: {
  readonly base: string
  readonly service: Readonly<Record<Locale, string>>
  readonly requestSha256: Sha256
  readonly copies: readonly SignedAlongside[]
  readonly iin: string
  readonly certificate: ExpectedCertificate | undefined
  readonly ncaLayerUrl: string
  readonly training: boolean
  readonly invalid: string | undefined
}): JSX.Element {
  const { locale } = usePage()
  const t = providerMessages[locale]
  const request = `${props.base}/request`
  return (
    <>
      <BackLink href={props.base} />
      <Heading level={1} caption={props.service[locale]}>
        {t.package.title}
      </Heading>
      {props.invalid === undefined ? null : (
        <Alert tone="danger" title={t.sign.invalid} live>
          <p>{props.invalid}</p>
        </Alert>
      )}
      <Lead>{t.package.lead}</Lead>
      <ul class="q-list">
        <li>
          <a class="ds-link" href={request} target="_blank" rel="noopener">
            {t.package.request}
          </a>
        </li>
        {props.copies.map((copy) => (
          <li key={copy.sha256}>
            <a class="ds-link" href={copy.documentUrl} target="_blank" rel="noopener">
              {copy.name[locale]}
            </a>
          </li>
        ))}
      </ul>
      {props.certificate === undefined ? null : <p>{t.sign.certificate(props.certificate.bin)}</p>}
      <SignForm
        action={`${props.base}/sign`}
        name={props.service}
        mediaType="application/json"
        documentUrl={request}
        sha256={props.requestSha256}
        alongside={props.copies}
        iin={props.iin}
        certificate={props.certificate}
        ncaLayerUrl={props.ncaLayerUrl}
        training={props.training}
        button={t.package.button}
      />
    </>
  )
}
