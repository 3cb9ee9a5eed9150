import type { JSX } from 'preact'
import { sentenceCase } from '../../documents/sheet.ts'
import { Heading } from '../../ui/Heading.tsx'
import { CardList } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { coSigningPath } from '../co-signing/co-signing-notices.ts'
import { dueBy, whoIs } from '../co-signing/signer-words.ts'
import { coSigningMessages } from '../messages/co-signing.ts'
import type { ApplicantVisit } from '../visit.ts'

/** An application that waits for a signature. */
export interface WaitingCard {
  readonly key: string
  readonly title: string
  readonly href: string
  readonly lines: readonly string[]
}

/** Applications of others that wait for the visitor. Who has not proved that the number is theirs sees only that there are some. */
export async function awaitedCards({ deps, applicant, locale }: ApplicantVisit): Promise<readonly WaitingCard[]> {
  const t = coSigningMessages[locale].cabinet
  const [found, isProven] = await Promise.all([
    deps.coSigning.awaitedOf(applicant.iin),
    deps.coSigning.isProven(applicant.accountId),
  ])
  return Promise.all(
    found.map(async (coSigning) => {
      const card = { key: coSigning.caseId, href: `/${locale}${coSigningPath(coSigning.caseId)}` }
      if (!isProven) return { ...card, title: t.hidden, lines: [] }
      const { regulation } = await deps.editions.get(coSigning.editionSha256)
      const signer = coSigning.signers.find(({ iin }) => iin === applicant.iin)
      return {
        ...card,
        title: regulation.shortTitle[locale],
        lines: [
          t.from(coSigning.applicant.name),
          ...(signer === undefined ? [] : [t.until(dueBy(signer, regulation.timeZone, locale))]),
        ],
      }
    }),
  )
}

/** Own applications that wait for somebody else. */
export async function waitingCards({ deps, applicant, locale }: ApplicantVisit): Promise<readonly WaitingCard[]> {
  const t = coSigningMessages[locale].cabinet
  return Promise.all(
    (await deps.coSigning.waitingOf(applicant.accountId)).map(async (coSigning) => {
      const { regulation } = await deps.editions.get(coSigning.editionSha256)
      const missing = coSigning.signers.filter(({ signedAt }) => signedAt === undefined)
      return {
        key: coSigning.caseId,
        href: `/${locale}/applications/${coSigning.draftId}/done`,
        title: regulation.standard.form.title[locale],
        lines: missing.map(
          (signer) =>
            `${sentenceCase(whoIs(signer, regulation, locale), locale)}. ${t.until(dueBy(signer, regulation.timeZone, locale))}`,
        ),
      }
    }),
  )
}

export function Waiting(props: {
  readonly title: string
  readonly tag: string
  readonly cards: readonly WaitingCard[]
}): JSX.Element | null {
  if (props.cards.length === 0) return null
  return (
    <>
      <Heading level={2}>{props.title}</Heading>
      <CardList
        level={3}
        cards={props.cards.map(({ lines, ...card }) => ({
          ...card,
          children: (
            <p>
              <Tag tone="warning">{props.tag}</Tag>
            </p>
          ),
          meta: lines.map((line) => <p key={line}>{line}</p>),
        }))}
      />
    </>
  )
}
