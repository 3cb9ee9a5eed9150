import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { maskIin } from '../../documents/masks.ts'
import { formatBytes } from '../../messages/sizes.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Heading, Lead } from '../../ui/Heading.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { usePage } from '../../ui/page-context.ts'
import { SummaryList, type SummaryRow } from '../../ui/SummaryList.tsx'
import { type WordedPage, wordedPages } from '../form/answer-words.ts'
import { applicationMessages } from '../messages/application.ts'
import { goTo, showPage } from '../visit.ts'
import { applicationTitle, type DocumentPart, nextPath } from './application-parts.ts'
import type { OpenDraft } from './draft-access.tsx'

/** All answers on one page before signing, each with the way back to its question. */
export function showCheck({ visit, draft, edition, parts }: OpenDraft): FastifyReply {
  const { locale, applicant } = visit
  if (!parts.isComplete) return goTo(visit, nextPath(draft, parts))
  const t = applicationMessages[locale].check
  const base = `/${locale}/applications/${draft.id}`
  const pages = wordedPages(
    parts.pages.map(({ visible }) => visible),
    draft.answers,
    locale,
  )
  return showPage(visit, {
    title: t.title,
    before: <BackLink href={base} />,
    body: (
      <>
        <Heading level={1} caption={applicationTitle(edition, locale)}>
          {t.title}
        </Heading>
        <Lead>{t.lead}</Lead>
        <Heading level={2}>{t.applicant}</Heading>
        <SummaryList
          rows={[
            { label: t.name, value: applicant.name },
            { label: t.iin, value: maskIin(applicant.iin) },
          ]}
        />
        <Answers pages={pages} base={base} />
        <Heading level={2}>{t.documents}</Heading>
        <Files documents={parts.documents} base={base} />
        <ButtonLink href={`${base}/sign`}>{t.toSign}</ButtonLink>
      </>
    ),
  })
}

/** Sections of answers; with `base`, each answer can be changed. */
export function Answers(props: {
  readonly pages: readonly WordedPage[]
  readonly base?: string | undefined
}): JSX.Element {
  return (
    <>
      {props.pages.map((page) => (
        <section key={page.pageId}>
          <Heading level={2}>{page.title}</Heading>
          <SummaryList rows={page.answers.map((answer) => rowOf(answer, page, props.base))} />
        </section>
      ))}
    </>
  )
}

function rowOf(answer: WordedPage['answers'][number], page: WordedPage, base: string | undefined): SummaryRow {
  const { label, lines, fieldId } = answer
  return {
    label,
    value: lines.map((line) => (
      <p class="q-line" key={line}>
        {line}
      </p>
    )),
    change:
      base === undefined
        ? undefined
        : { href: `${base}/pages/${page.pageId}?from=check#${fieldId}`, about: `: ${label}` },
  }
}

function Files(props: { readonly documents: readonly DocumentPart[]; readonly base: string }): JSX.Element {
  const { locale } = usePage()
  const t = applicationMessages[locale].check
  if (props.documents.length === 0) return <p>{t.noDocuments}</p>
  return (
    <SummaryList
      rows={props.documents.map(({ requirement, files }) => ({
        label: requirement.title[locale],
        value: files.map((file) => (
          <p class="q-line" key={file.id}>
            {file.fileName} <span class="q-muted">{formatBytes(file.size, locale)}</span>
          </p>
        )),
        change: { href: `${props.base}/documents/${requirement.id}`, about: `: ${requirement.title[locale]}` },
      }))}
    />
  )
}
