import type { ContainerError } from '@qyzmet/evidence'
import type { JSX } from 'preact'
import { printCheckCode } from '../documents/check-code.ts'
import type { VerifiedDocument } from '../documents/documents.ts'
import { formatDate, formatInstant } from '../messages/dates.ts'
import { COUNTRY_ZONE } from '../regulations/country-zone.ts'
import { Alert } from '../ui/Alert.tsx'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { errorOf, ErrorSummary, type PageError } from '../ui/ErrorSummary.tsx'
import { FileInput } from '../ui/FileInput.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading, Lead } from '../ui/Heading.tsx'
import { usePage } from '../ui/page-context.ts'
import { SummaryList } from '../ui/SummaryList.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { CheckedContainer, type ContainerView } from './ContainerPage.tsx'
import { publicMessages } from './messages/public.ts'

/** Two ways to check: by the printed code and by the file itself. */
export function VerifyPage(props: { readonly errors: readonly PageError[]; readonly code: string }): JSX.Element {
  const { locale } = usePage()
  const t = publicMessages[locale].verify
  return (
    <>
      <ErrorSummary errors={props.errors} />
      <Heading level={1}>{t.title}</Heading>
      <Lead>{t.lead}</Lead>
      <Heading level={2}>{t.byCode}</Heading>
      <Form action={`/${locale}/verify`}>
        <TextInput
          name="code"
          label={t.code}
          hint={t.codeHint}
          value={props.code}
          error={errorOf(props.errors, 'code')}
          width={20}
          autoComplete="off"
          spellCheck={false}
        />
        <Button>{t.check}</Button>
      </Form>
      <Heading level={2}>{t.byFile}</Heading>
      <Form action={`/${locale}/verify/file`} multipart>
        <FileInput
          name="file"
          label={t.file}
          hint={t.fileHint}
          error={errorOf(props.errors, 'file')}
          accept=".pdf,.asice"
        />
        <Button>{t.check}</Button>
      </Form>
    </>
  )
}

export type VerifiedView =
  | { readonly kind: 'found'; readonly document: VerifiedDocument }
  | { readonly kind: 'unknown-code' }
  | { readonly kind: 'unknown-file' }
  | { readonly kind: 'container'; readonly container: ContainerView }
  /** A container that was not opened, and why. */
  | { readonly kind: 'unopened'; readonly code: ContainerError['code'] | 'given-up' }

/** What is known of a document, for anybody; of the person no more than first letters. */
export function VerifiedPage({ view }: { readonly view: VerifiedView }): JSX.Element {
  const { locale } = usePage()
  const t = publicMessages[locale].verify
  return (
    <>
      <VerifiedResult view={view} />
      <p>
        <ButtonLink variant="secondary" href={`/${locale}/verify`}>
          {t.again}
        </ButtonLink>
      </p>
    </>
  )
}

function VerifiedResult({ view }: { readonly view: VerifiedView }): JSX.Element {
  const { locale } = usePage()
  const t = publicMessages[locale].verify
  switch (view.kind) {
    case 'unknown-code':
      return (
        <>
          <Heading level={1}>{t.unknownCode}</Heading>
          <p>{t.unknownCodeText}</p>
        </>
      )
    case 'unknown-file':
      return (
        <>
          <Heading level={1}>{t.unknownFile}</Heading>
          <p>{t.unknownFileText}</p>
        </>
      )
    case 'found':
      return <FoundDocument document={view.document} />
    case 'container':
      return <CheckedContainer view={view.container} />
    case 'unopened':
      return (
        <>
          <Heading level={1}>{t.container.unopened[view.code].title}</Heading>
          <p>{t.container.unopened[view.code].text}</p>
        </>
      )
  }
}

function FoundDocument({ document }: { readonly document: VerifiedDocument }): JSX.Element {
  const { locale } = usePage()
  const t = publicMessages[locale].verify
  const isValid = document.status === 'valid'
  return (
    <>
      <Heading level={1}>{isValid ? t.valid : t.superseded}</Heading>
      <Alert tone={isValid ? 'success' : 'warning'}>
        <p>{isValid ? t.validText : t.supersededText}</p>
      </Alert>
      {document.training ? (
        <Alert tone="warning">
          <p>{t.training}</p>
        </Alert>
      ) : null}
      <SummaryList
        rows={[
          { label: t.facts.kind, value: document.title[locale] },
          { label: t.facts.number, value: document.number },
          { label: t.facts.date, value: formatDate(document.datedOn, locale) },
          { label: t.facts.provider, value: document.provider[locale] },
          { label: t.facts.applicant, value: document.applicantMasked },
          { label: t.facts.code, value: printCheckCode(document.code) },
          { label: t.facts.file, value: <code class="q-hash">{document.pdfSha256}</code> },
        ]}
      />
      <Heading level={2}>{t.signatures}</Heading>
      {document.signatures.length === 0 ? <p>{t.noSignatures}</p> : null}
      {document.signatures.map((signature) => (
        <SummaryList
          key={`${signature.certificateSerial}${signature.judgedAt.toString()}`}
          rows={[
            { label: t.signer, value: signature.signerName ?? '' },
            ...(signature.organisation === null ? [] : [{ label: t.organisation, value: signature.organisation }]),
            { label: t.serial, value: <code class="q-hash">{signature.certificateSerial ?? ''}</code> },
            { label: t.verdict, value: t.verdicts[signature.verdict] },
            { label: t.judgedAt, value: formatInstant(signature.judgedAt, COUNTRY_ZONE, locale) },
          ]}
        />
      ))}
    </>
  )
}
