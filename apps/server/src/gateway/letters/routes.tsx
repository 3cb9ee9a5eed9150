import { formatDate, type Locale } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ReadAudit } from '../../audit/reads.ts'
import { parseCaseId } from '../../cases/case-id.ts'
import type { Sql } from '../../database/connect.ts'
import type { BlobStore } from '../../documents/blobs.ts'
import { sendBlob } from '../../documents/send-blob.ts'
import type { People } from '../../people/people.ts'
import { type HiddenVisit, hiddenPages, PageHiddenError } from '../../provider/hidden-pages.ts'
import { workHref } from '../../provider/work-href.ts'
import { paramOf, postedOf, queryOf } from '../../provider/posted-texts.ts'
import type { Site } from '../../ui/render-page.tsx'
import { lettersMessages } from '../messages/letters.ts'
import type { KeepersDependencies } from '../registrations/keepers.ts'
import { insertLook } from '../traffic.queries.ts'
import { decideLetter, decisionsAfter, type DecisionType } from './decide-letter.ts'
import { filesOfLetter, findLetterSignature } from './letter-files.queries.ts'
import { letterLines, type LetterScope, untoldFailure } from './letter-lines.queries.ts'
import { isWithin, letterScopeOf } from './letter-scope.ts'
import { letterFileView, letterHistory, signatureView } from './letter-view.ts'
import { LetterPage, type LetterView } from './LetterPage.tsx'
import {
  findLetter,
  findNumberOfCase,
  type Letter,
  LETTER_STATES,
  peopleOfProvider,
  stepsOfLetter,
} from './letters.queries.ts'
import { LettersPage, type LettersView } from './LettersPage.tsx'
import { caseUnknown, postedDecision } from './posted-decision.ts'

export interface LettersDependencies extends KeepersDependencies {
  readonly site: Site
  readonly sql: Sql
  readonly people: KeepersDependencies['people'] & Pick<People, 'findProvider'>
  readonly blobs: Pick<BlobStore, 'get'>
  readonly reads: Pick<ReadAudit, 'recordRead'>
  readonly describeFinding: (code: string, locale: Locale) => string
}

const PAGE_SIZE = 50
const LONGEST_TEXT = 60
const DECISIONS: readonly DecisionType[] = ['register', 'refuse', 'give', 'finish']

interface LetterVisit extends HiddenVisit {
  readonly scope: LetterScope
  readonly letter: Letter
}

/**
 * `/:locale/work/letters…`: letters of other bodies, for those who keep the journal of a provider that has its documents
 * in E-akimat, and for whoever a letter was given to. For all others these pages are not there.
 */
export function letterRoutes(app: FastifyInstance, deps: LettersDependencies): void {
  const { sql, now } = deps
  const base = '/:locale/work/letters'
  const pages = hiddenPages(app, deps, (party) => letterScopeOf(deps, party))
  const { door, on } = pages

  const onLetter = (answer: (visit: LetterVisit) => Promise<FastifyReply>) =>
    on(async ({ found: scope, ...visit }) => {
      const id = parseCaseId(paramOf(visit.request, 'id'))
      const letter = id && (await findLetter(sql, id))
      if (!letter || !isWithin(scope, letter)) throw new PageHiddenError()
      return answer({ ...visit, scope, letter })
    })

  const show = async (
    visit: LetterVisit,
    shown: Partial<Pick<LetterView, 'notice' | 'refilled'>> = {},
    status = 200,
  ): Promise<FastifyReply> => {
    await recordLook(deps, visit)
    const view = { ...(await loadLetter(deps, visit)), ...shown }
    const { kinds, numbered } = lettersMessages[visit.locale]
    const { kind, number, datedOn, id } = visit.letter
    return pages.show(
      visit,
      {
        title: `${kinds[kind]}: ${numbered(number, formatDate(datedOn, visit.locale))}`,
        body: <LetterPage view={view} />,
        path: `/work/letters/${id}`,
        error: view.refilled !== undefined,
      },
      status,
    )
  }

  app.get(
    base,
    door,
    on(async ({ found: scope, ...visit }) => {
      const view = await loadLetters(deps, visit, scope)
      return pages.show(visit, { title: lettersMessages[visit.locale].title, body: <LettersPage view={view} /> })
    }),
  )

  app.get(
    `${base}/:id`,
    door,
    onLetter((visit) => show(visit, queryOf(visit.request)['done'] === undefined ? {} : { notice: 'done' })),
  )

  app.get(
    `${base}/:id/files/:place`,
    door,
    onLetter(async (visit) => {
      const place = paramOf(visit.request, 'place')
      const file = (await filesOfLetter(sql, visit.letter.id)).find((one) => String(one.place) === place)
      const kept = file?.kept
      await recordLook(deps, visit)
      return sendBlob(
        { reply: visit.reply, deps },
        kept && { sha256: kept.sha256, mediaType: contentTypeOf(kept.mediaType) },
        () => {
          throw new PageHiddenError()
        },
      )
    }),
  )

  for (const type of DECISIONS) {
    app.post(
      `${base}/:id/${type}`,
      door,
      onLetter(async (visit) => {
        const { letter, scope, party, locale } = visit
        const t = lettersMessages[locale]
        const values = postedOf(visit.request)
        const refused = (error: ReturnType<typeof caseUnknown>): Promise<FastifyReply> =>
          show(visit, { refilled: { values, errors: [error] } }, 422)
        if (!mayDecide(visit, letter).includes(type)) return show(visit, { notice: 'over' }, 409)
        const people = type === 'give' ? await peopleOfProvider(sql, letter.providerId, now()) : []
        const posted = postedDecision(type, values, people, t)
        if ('error' in posted) return refused(posted.error)
        const decided = await decideLetter(sql, {
          letterId: letter.id,
          by: { accountId: party.accountId, name: party.name },
          on: todayOf(deps, visit),
          at: now(),
          decision: posted.decision,
          mayDecide: (locked) => isWithin(scope, locked) && mayDecide(visit, locked).includes(type),
        })
        switch (decided) {
          case 'done':
            return visit.reply.redirect(`/${locale}/work/letters/${letter.id}?done=1`, 303)
          case 'case-unknown':
            return refused(caseUnknown(t))
          case 'over':
            return show({ ...visit, letter: (await findLetter(sql, letter.id)) ?? letter }, { notice: 'over' }, 409)
        }
      }),
    )
  }
}

/** Texts are kept only when they are UTF-8. */
function contentTypeOf(mediaType: string): string {
  return mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType
}

/** Whoever a letter was given to only carries it out; the rest is for those who keep the journal. */
function mayDecide({ scope }: Pick<LetterVisit, 'scope'>, { state }: Letter): readonly DecisionType[] {
  return decisionsAfter(state).filter((type) => scope.executorId === undefined || type === 'finish')
}

/** Written first: when that fails, nothing is shown. Of a letter about a case the applicant sees it too. */
async function recordLook({ sql, now, reads }: LettersDependencies, { letter, party }: LetterVisit): Promise<void> {
  const { accountId, name } = party
  await insertLook(sql, { messageId: letter.id, accountId, name, at: now() })
  const { caseId } = letter
  if (caseId !== undefined) await reads.recordRead({ party, caseId, purpose: 'letter', fields: ['letters'] })
}

function todayOf({ now }: LettersDependencies, { timeZone }: HiddenVisit): Temporal.PlainDate {
  return now().toZonedDateTimeISO(timeZone).toPlainDate()
}

async function loadLetter(deps: LettersDependencies, visit: LetterVisit): Promise<LetterView> {
  const { sql, now } = deps
  const { letter, locale, timeZone } = visit
  const decisions = mayDecide(visit, letter)
  const [files, signature, steps, people, caseNumber, untold] = await Promise.all([
    filesOfLetter(sql, letter.id),
    findLetterSignature(sql, letter.id),
    stepsOfLetter(sql, letter.id),
    decisions.includes('give') ? peopleOfProvider(sql, letter.providerId, now()) : [],
    letter.caseId === undefined ? undefined : findNumberOfCase(sql, letter.caseId),
    untoldFailure(sql, letter.id),
  ])
  const isOpen = decisionsAfter(letter.state).length > 0
  return {
    letter,
    timeZone,
    isOverdue: isOpen && letter.dueOn !== undefined && isBefore(letter.dueOn, todayOf(deps, visit)),
    files: files.map((file) => letterFileView(file, letter.id, locale)),
    signature: signatureView(signature, files, locale, deps.describeFinding),
    history: letterHistory(letter, steps, locale, timeZone),
    decisions,
    people,
    caseNumber,
    executor: steps.find(({ step }) => step === 'executing')?.words,
    untold,
    notice: undefined,
    refilled: undefined,
  }
}

function isBefore(day: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, other) < 0
}

async function loadLetters(deps: LettersDependencies, visit: HiddenVisit, scope: LetterScope): Promise<LettersView> {
  const { locale } = visit
  const query = queryOf(visit.request)
  const asked = { text: (query['text'] ?? '').trim().slice(0, LONGEST_TEXT), state: query['state'] ?? '' }
  const state = (['overdue', ...LETTER_STATES] as const).find((one) => one === asked.state)
  const after = parseCaseId(query['after'] ?? '')
  const filter = {
    ...(asked.text !== '' && { text: asked.text }),
    ...(state && { state }),
    ...(after && { after }),
  }
  const found = await letterLines(deps.sql, scope, filter, { today: todayOf(deps, visit), limit: PAGE_SIZE + 1 })
  const lines = found.slice(0, PAGE_SIZE)
  const last = found.length > PAGE_SIZE ? lines.at(-1) : undefined
  return {
    filter: asked,
    lines,
    first: after && pageHref(locale, asked),
    next: last && pageHref(locale, { ...asked, after: last.id }),
  }
}

function pageHref(locale: Locale, query: Readonly<Record<string, string>>): string {
  return workHref(locale, 'letters', Object.entries(query))
}
