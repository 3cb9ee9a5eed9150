import type { FastifyReply } from 'fastify'
import { esedoDocumentsOf } from '../gateway/esedo/esedo.queries.ts'
import type { CaseLetter } from '../gateway/letters/CaseLetters.tsx'
import { isWithin, letterScopeOf } from '../gateway/letters/letter-scope.ts'
import { lettersOfCase } from '../gateway/letters/letters.queries.ts'
import { givenNotices } from '../notices/given-notices.ts'
import { GivenNotices } from '../notices/GivenNotices.tsx'
import { purposeOf } from '../signatures/staff-signing.ts'
import { CasePage } from './CasePage.tsx'
import type { CaseTab } from './case-view.ts'
import { caseView, type Refilled } from './load-case.ts'
import { providerMessages } from './messages/provider.ts'
import { registerMessages } from './messages/registers.ts'
import { queryOf } from './posted-texts.ts'
import { loadRegisters } from './register-view.ts'
import { executorsOf, membersOf } from './sight.ts'
import { type CaseVisit, recordLook, showPage } from './visit.tsx'

const TABS: readonly CaseTab[] = ['task', 'application', 'documents', 'history', 'terms']

/** Draws the case for the visitor, after their look was written down. */
export async function showCase(
  of: CaseVisit,
  shown: { readonly problem?: string; readonly refilled?: Refilled; readonly status?: number } = {},
): Promise<FastifyReply> {
  const { deps, loaded, party, locale } = of
  await recordLook(of, 'casework')
  const t = providerMessages[locale]
  const query = queryOf(of.request)
  const members = await membersOf(deps, loaded)
  const voted = new Set(
    loaded.state.votes.filter((vote) => vote.step === loaded.state.current?.step).map((vote) => vote.member.accountId),
  )
  const view = caseView({
    loaded,
    party,
    actions: of.actions,
    visible: of.visible,
    executors: await executorsOf(deps, loaded),
    members: members.length,
    membersMissing: members.filter((member) => !voted.has(member.accountId)),
    minutesSha256: of.visible.has('minutes') ? await deps.papers.minutesSha256(loaded.caseId, loaded.state) : undefined,
    report: of.actions.some((action) => purposeOf(action) === 'inspection')
      ? (await deps.papers.inspections.toSign(loaded, party.accountId))?.report
      : undefined,
    pendingSignature: await deps.signing.isPending(loaded, party.accountId),
    registers: await loadRegisters(
      deps.registers,
      loaded.state,
      of.visible,
      await deps.cases.questionsToEnter(loaded, party),
    ),
    filings: await esedoDocumentsOf(deps.sql, [loaded.caseId]),
    letters: await caseLetters(of),
    now: deps.now(),
    locale,
    tab: TABS.find((tab) => tab === query['tab']) ?? 'task',
    notice: noticeOf(query, locale),
    problem: shown.problem,
    refilled: shown.refilled,
  })
  const notices =
    view.tab === 'history' ? await givenNotices(deps.sql, loaded.caseId, loaded.state.applicant.accountId) : undefined
  const hasErrors = shown.problem !== undefined || (shown.refilled?.errors.length ?? 0) > 0
  return showPage(
    of,
    {
      title: `${view.number ?? t.inbox.withoutNumber}: ${view.stage}`,
      error: hasErrors,
      body: (
        <>
          <CasePage view={view} />
          {notices && <GivenNotices notices={notices} timeZone={loaded.edition.regulation.timeZone} />}
        </>
      ),
    },
    shown.status ?? 200,
  )
}

/** Letters about the case; that their words were shown is written down first. */
async function caseLetters({ deps, loaded, party, visible }: CaseVisit): Promise<readonly CaseLetter[]> {
  const { caseId } = loaded
  const letters = await lettersOfCase(deps.sql, caseId)
  const scope = letters.length === 0 ? undefined : await letterScopeOf(deps, party)
  const shown = letters.map((letter) => {
    const isOpen = isWithin(scope, letter)
    return { letter, isOpen, isTold: isOpen || visible.has('answers') }
  })
  if (shown.some(({ isTold }) => isTold)) {
    await deps.reads.recordRead({ party, caseId, purpose: 'letter', fields: ['letters'] })
  }
  return shown
}

/** What was done just now, when the page follows on it. */
function noticeOf(query: ReturnType<typeof queryOf>, locale: CaseVisit['locale']): string | undefined {
  if (query['entered'] !== undefined) return registerMessages[locale].form.done
  return query['done'] === undefined ? undefined : providerMessages[locale].done
}

/** The sentence for a command that casework did not accept. */
export function rejectionWords(words: (typeof providerMessages)['kk']['rejections'], code: string): string {
  const { other, ...known } = words
  const sentence = new Map(Object.entries(known)).get(code)
  return sentence ?? other(code)
}
