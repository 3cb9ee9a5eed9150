import { answerKey, type PutQuestion } from '@qyzmet/casework'
import type { QuestionKind } from '@qyzmet/gateway'
import type { FastifyReply } from 'fastify'
import { parseSha256 } from '../documents/blobs.ts'
import { type PostedFile, readPostedFile, turnsAwayUnread } from '../documents/posted-file.ts'
import { sendBytes } from '../documents/send-bytes.ts'
import { type EnteredFact, type EnteredFacts, FACTS_BY_HAND, LONGEST_FACT } from '../registers/by-hand.ts'
import { questionAbout } from '../registers/question.ts'
import type { PageError } from '../ui/ErrorSummary.tsx'
import { BackLink } from '../ui/Navigation.tsx'
import { EnterAnswerPage } from './EnterAnswerPage.tsx'
import { providerMessages } from './messages/provider.ts'
import { registerMessages } from './messages/registers.ts'
import { paramOf, queryOf } from './posted-texts.ts'
import { enteredLabel } from './register-facts.ts'
import { rejectionWords, showCase } from './show-case.tsx'
import { withoutSecrets } from '../registers/shown-message.ts'
import { type CaseVisit, recordLook, showPage, showProblem } from './visit.tsx'

/** Texts of the form beside its facts: outcome, reason and the token. */
const OTHER_FIELDS = 4
const MOST_FACTS = Math.max(...Object.values(FACTS_BY_HAND).map(({ length }) => length))

/** What was asked and answered, as it travelled but for secrets, for who works with the answers of this case; every look is written down. */
export async function sendEvidence(of: CaseVisit): Promise<FastifyReply> {
  const { deps, loaded, visible } = of
  const receiptId = paramOf(of.request, 'receiptId')
  const isOfCase = [...loaded.state.registerAnswers.values()].some((answer) => answer.receiptId === receiptId)
  const answer = isOfCase && visible.has('register-answers') ? await deps.registers.findAnswer(receiptId) : undefined
  const receipt = answer && 'receipt' in answer.outcome ? answer.outcome.receipt : undefined
  if (!receipt) return showProblem(of, 'not-found')
  await recordLook(of, 'register-evidence')
  const bytes = Buffer.concat([withoutSecrets(receipt.requestBytes), Buffer.from('\n\n'), receipt.answerBytes])
  return sendBytes(of.reply, bytes, { mediaType: 'text/plain; charset=utf-8', saveAs: `${receipt.messageId}.txt` })
}

/** The paper from which somebody has entered an answer. */
export async function sendScan(of: CaseVisit): Promise<FastifyReply> {
  const { deps, loaded, visible } = of
  const sha256 = parseSha256(paramOf(of.request, 'sha256'))
  if (!sha256 || !visible.has('register-answers')) return showProblem(of, 'not-found')
  for (const { byHand } of loaded.state.registerAnswers.values()) {
    const answer = byHand && (await deps.registers.findAnswer(byHand.receiptId))
    if (answer?.kind !== 'by-hand' || answer.scanSha256 !== sha256) continue
    const blob = await deps.blobs.get(sha256)
    if (!blob) break
    await recordLook(of, 'register-evidence')
    return sendBytes(of.reply, blob.bytes, { mediaType: blob.mediaType })
  }
  return showProblem(of, 'not-found')
}

/** Asks for what a silent register did not say. */
export async function showEnterAnswer(of: CaseVisit): Promise<FastifyReply> {
  const open = await questionToEnter(of)
  if (!open) return showCase(of, { problem: registerMessages[of.locale].form.nothing, status: 409 })
  await recordLook(of, 'casework')
  return showForm(of, open, {}, [])
}

/** Takes in what was found out without the register, with the scan that shows it. */
export async function takeEnteredAnswer(of: CaseVisit): Promise<FastifyReply> {
  const { deps, loaded, party, locale } = of
  const t = registerMessages[locale].form
  if (turnsAwayUnread(of.request, of.reply)) {
    return showCase(of, { problem: t.scanFaults['file-too-large'], status: 413 })
  }
  const posted = await readPostedFile(of.request, MOST_FACTS + OTHER_FIELDS)
  if (!posted.hasToken) return showCase(of, { problem: t.stale, status: 403 })
  const open = await questionToEnter(of)
  if (!open) return showCase(of, { problem: t.nothing, status: 409 })
  const facts = factsAsked(of, open)
  const read = readEntered(posted, facts, locale)
  if (!read.ok) return showForm(of, open, posted.fields, read.errors)
  const { act } = loaded.edition.regulation
  const { step, question } = open
  const kind = kindOf(of, open)
  await recordLook(of, 'entry-by-hand')
  const scanSha256 = await deps.blobs.put(read.scan.bytes, read.scan.mediaType)
  const key = [loaded.caseId, step.id, answerKey(question), loaded.version, party.accountId].join(' ')
  const { answerId: receiptId, bytes } = await deps.registers.enter({
    register: question.register,
    question: questionAbout(kind, question, loaded.state.applicant.iin),
    outcome: read.outcome,
    facts: read.facts,
    reason: read.reason,
    scanSha256,
    caseId: loaded.caseId,
    accountId: party.accountId,
    officer: party.name,
    purpose: step.id,
    legalBasis: `${act.cite}, item ${step.item}`,
    idempotencyKey: key,
  })
  const execution = await deps.cases.execute(
    loaded.caseId,
    {
      type: 'enter-register-answer',
      step: step.id,
      register: question.register,
      ...(question.subject === undefined ? {} : { subject: question.subject }),
      outcome: read.outcome,
      receiptId,
      bytes,
      reason: read.reason,
    },
    party,
    { idempotencyKey: key },
  )
  if (!execution.accepted) {
    const problem = rejectionWords(providerMessages[locale].rejections, execution.rejection.code)
    return showCase(of, { problem, status: 409 })
  }
  return of.reply.redirect(`/${locale}/work/cases/${loaded.caseId}?entered=1`, 303)
}

async function questionToEnter({ deps, loaded, party, request }: CaseVisit): Promise<PutQuestion | undefined> {
  const { step, question } = queryOf(request)
  const open = await deps.cases.questionsToEnter(loaded, party)
  return open.find((each) => each.step.id === step && answerKey(each.question) === question)
}

function factsAsked(of: CaseVisit, open: PutQuestion): readonly EnteredFact[] {
  return FACTS_BY_HAND[kindOf(of, open)]
}

function kindOf({ loaded }: CaseVisit, { question }: PutQuestion): QuestionKind {
  const { registers } = loaded.edition.regulation.standard
  return registers.find(({ id }) => id === question.register)?.question ?? 'statement'
}

function showForm(
  of: CaseVisit,
  open: PutQuestion,
  values: Readonly<Record<string, string>>,
  errors: readonly PageError[],
): FastifyReply {
  const { locale, loaded } = of
  const { register, subject, name } = open.question
  const { registers } = loaded.edition.regulation.standard
  return showPage(
    of,
    {
      title: registerMessages[locale].form.title,
      error: errors.length > 0,
      before: <BackLink href={`/${locale}/work/cases/${loaded.caseId}`} />,
      body: (
        <EnterAnswerPage
          view={{
            register: registers.find(({ id }) => id === register)?.title[locale] ?? register,
            subject: [name, subject].filter(Boolean).join(', '),
            facts: factsAsked(of, open).map((fact) => ({ fact, label: enteredLabel(kindOf(of, open), fact, locale) })),
            values,
            errors,
          }}
        />
      ),
    },
    errors.length > 0 ? 422 : 200,
  )
}

type ReadEntered =
  | {
      readonly ok: true
      readonly outcome: 'found' | 'not-found'
      readonly facts: EnteredFacts
      readonly reason: string
      readonly scan: Extract<NonNullable<PostedFile['upload']>, { accepted: true }>
    }
  | { readonly ok: false; readonly errors: readonly PageError[] }

function readEntered(posted: PostedFile, asked: readonly EnteredFact[], locale: CaseVisit['locale']): ReadEntered {
  const t = registerMessages[locale].form
  const errors: PageError[] = []
  const { fields, upload } = posted
  const outcome = fields['outcome']
  const given = asked.flatMap((fact): readonly [EnteredFact, string][] => {
    const value = fields[fact]?.trim() ?? ''
    if (value.length > LONGEST_FACT) errors.push({ field: fact, message: t.tooLong(LONGEST_FACT) })
    return value === '' ? [] : [[fact, value]]
  })
  const reason = fields['reason']?.trim() ?? ''
  if (outcome !== 'found' && outcome !== 'not-found') errors.unshift({ field: 'outcome', message: t.outcomeMissing })
  if (outcome === 'found' && given.length === 0 && asked[0]) errors.push({ field: asked[0], message: t.factsMissing })
  if (reason === '') errors.push({ field: 'reason', message: t.reasonMissing })
  if (reason.length > LONGEST_FACT) errors.push({ field: 'reason', message: t.tooLong(LONGEST_FACT) })
  const fault = upload === undefined ? 'none-chosen' : upload.accepted ? undefined : upload.rejection
  if (fault !== undefined) errors.push({ field: 'file', message: t.scanFaults[fault] })
  if (errors.length > 0 || !upload?.accepted || (outcome !== 'found' && outcome !== 'not-found')) {
    return { ok: false, errors }
  }
  return { ok: true, outcome, facts: outcome === 'found' ? Object.fromEntries(given) : {}, reason, scan: upload }
}
