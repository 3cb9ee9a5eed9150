// Ten thousand applications of the state portal through a gateway that breaks, up to the signed answer of each.
//
//   node --import ./tools/tsx-hooks.mjs bench/soak.ts [--cases 10000] [--percent 5] [--under-way 300] [--minutes 600]
//
// After so many minutes no more applications are sent; those that were are waited for.
//
// Every message meets each kind of fault with the given chance: the gateway is down, slow, cuts its answer, seals it
// wrongly, answers garbage or a fault, delivers twice, tells a delivery late. Staff do their steps over the pages; who
// administers the installation lets go again what was set aside. It ends when the portal has heard the last word of
// every application, and says whether any was lost or answered twice.
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { many, one } from '../apps/server/src/database/query.ts'
import { doStep, signAtWork, STEPS, type Step, vote, type Way } from '../apps/server/src/testing/case-walk.ts'
import { PORTAL_ANSWERS } from '../apps/server/src/testing/portal-answers.ts'
import { openScene, type Scene } from '../apps/server/src/testing/scene.ts'
import { trainingPopulation } from '../apps/server/src/testing/state-around.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    percent: { type: 'string', default: '5' },
    'under-way': { type: 'string', default: '300' },
    minutes: { type: 'string', default: '600' },
  },
})
const MOST_CASES = Number(values.cases)
const MOST_MS = Number(values.minutes) * 60_000
const UNDER_WAY = Number(values['under-way'])
/** Steps of cases done at the same time. */
const STAFF_AT_ONCE = 12
const SLOW_MS = 5000
/** After so long a step that could not be done is tried again. */
const LOOK_AGAIN_MS = 2000
/** The run has failed when nothing has moved for so long. */
const PATIENCE_MS = 30 * 60_000
const TOLD_EVERY_MS = 60_000

const MEMBERS = ['member1', 'member2', 'member3'] as const

const startedAt = performance.now()
const scene = await openScene({ slowMs: SLOW_MS, settings: { QYZMET_SHEP_DELIVERY: 'push' } })
try {
  const report = await run(scene)
  console.log(report.lines.join('\n'))
  if (report.faults.length > 0) {
    console.error(report.faults.join('\n'))
    process.exitCode = 1
  }
} finally {
  await scene.stop()
}

async function run(scene: Scene): Promise<{ readonly lines: readonly string[]; readonly faults: readonly string[] }> {
  const { gateway } = scene.simulator
  const [address] = scene.app.addresses()
  if (typeof address !== 'object') throw new TypeError('the product does not listen')
  gateway.push.setAddress('QYZMET', `http://127.0.0.1:${address.port}/gateway/async`)
  gateway.faults.percent = Number(values.percent)
  // The results of ten thousand applications are more than the training keeps for anybody.
  gateway.storage.roomBytes = MOST_CASES * 256 * 1024
  const ended = new AbortController()
  const people = Promise.all([actAsStaff(scene, ended.signal), actAsAdministrator(scene, ended.signal)])
  try {
    await applyAndWait(scene)
  } finally {
    ended.abort()
  }
  const [waits, setAside] = await people
  return judge(scene, { waits, setAside })
}

/** Sends applications, so many under way at a time, until the portal has heard the last word of each. */
async function applyAndWait(scene: Scene): Promise<void> {
  const { portal } = scene.simulator.gateway
  const { owner } = scene.database
  const today = scene.now().toZonedDateTimeISO('Asia/Almaty').toPlainDate()
  const people = trainingPopulation().residents.filter(
    ({ story, deathDate, birthDate }) =>
      (story ?? 'ordinary') === 'ordinary' &&
      deathDate === undefined &&
      birthDate.until(today).total('days') > 19 * 366,
  )
  let sent = 0
  let [answeredBefore, movedAt, toldAt] = [0, performance.now(), performance.now()]
  for (;;) {
    const answered = portal.applications().filter(isAnswered).length
    const now = performance.now()
    if (answered > answeredBefore) [answeredBefore, movedAt] = [answered, now]
    if (now - toldAt > TOLD_EVERY_MS) {
      toldAt = now
      console.error(`${Math.round((now - startedAt) / 1000)} s: ${sent} sent, ${answered} answered`)
      // The database of tests does not do it by itself, as every other one does.
      await owner`vacuum (analyze)`
    }
    const isLast = sent === MOST_CASES || now - startedAt > MOST_MS
    if (isLast && answered === sent && (await isAllSent(scene))) return
    if (now - movedAt > PATIENCE_MS) {
      console.error(`${sent - answered} have no answer, and nothing moves any more`)
      return
    }
    for (; !isLast && sent < MOST_CASES && sent - answered < UNDER_WAY; sent += 1) {
      const person = people[sent % people.length]
      if (!person) throw new TypeError('the population is empty')
      await portal.apply({ person, ...applicationOf(sent) })
    }
    await sleep(500)
  }
}

/** The portal hears a message a moment before its sender knows that it was taken. */
async function isAllSent({ database: { owner } }: Scene): Promise<boolean> {
  const { open } = await one(owner<{ open: number }[]>`
    select count(*)::int as open from message_out where state in ('waiting', 'set-aside')`)
  return open === 0
}

/** Of fifty applications one goes to nobody and one lacks an answer; every tenth has a paper. */
function applicationOf(index: number) {
  const kind = index % 50
  return {
    serviceCode: 'zhambyl-queue',
    providerCode: kind === 1 ? 'nobody' : 'zhambyl-training',
    language: 'kk' as const,
    answers: kind === 2 ? { ...PORTAL_ANSWERS, address: '' } : PORTAL_ANSWERS,
    documents: index % 10 === 3 ? ['identity-original'] : [],
  }
}

type Application = ReturnType<Scene['simulator']['gateway']['portal']['applications']>[number]

function isAnswered({ heard }: Application): boolean {
  return heard.some(({ messageType }) => messageType === 'RESPONSE')
}

/** Does what is open at staff until told to end. @returns why steps could not be done at once */
async function actAsStaff(scene: Scene, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const [busy, resting] = [new Set<string>(), new Set<string>()]
  const reasons = new Set<string>()
  const work = async (caseId: string, step: Step): Promise<void> => {
    try {
      if (step === 'decide-in-session') await decideInSession(scene, caseId)
      else await doStep(scene, caseId, step, wayOf(caseId))
    } catch (error) {
      // The step may still wait for a register: it is looked at again later.
      reasons.add(`${step}: ${String(error).replaceAll(caseId, '…').slice(0, 200)}`)
      resting.add(caseId)
      setTimeout(() => resting.delete(caseId), LOOK_AGAIN_MS).unref()
    }
  }
  while (!signal.aborted) {
    const open = await many(scene.database.owner<{ case_id: string; step: Step }[]>`
      select case_id, step from case_head where step in ${scene.database.owner(STEPS)} order by case_id limit ${UNDER_WAY}`)
    const next = open
      .filter(({ case_id: caseId }) => !busy.has(caseId) && !resting.has(caseId))
      .slice(0, STAFF_AT_ONCE - busy.size)
    for (const { case_id: caseId, step } of next) {
      busy.add(caseId)
      void work(caseId, step).then(() => busy.delete(caseId))
    }
    await sleep(100)
  }
  while (busy.size > 0) await sleep(50)
  return reasons
}

/** All members vote, and sign the minutes as soon as these are set. */
async function decideInSession(scene: Scene, caseId: string): Promise<void> {
  for (const member of MEMBERS) await vote(scene, member, caseId)
  for (const member of MEMBERS) {
    const browser = await scene.of(member)
    while ((await browser.get(`/kk/work/cases/${caseId}/sign`)).statusCode !== 200) await sleep(100)
    await signAtWork(scene, member, caseId)
  }
}

/** One case of sixteen goes before the commission and is granted; the others end for want of documents. */
function wayOf(caseId: string): Way {
  return { documents: caseId.endsWith('0') ? 'compliant' : 'violated' }
}

/** Lets go again what was set aside, as the pages for administrators offer it. @returns how often */
async function actAsAdministrator(scene: Scene, signal: AbortSignal): Promise<number> {
  const browser = await scene.of('administrator')
  const base = '/kk/work/gateway'
  let count = 0
  while (!signal.aborted) {
    const list = await browser.get(`${base}?state=set-aside`)
    const ids = new Set([...list.body.matchAll(/work\/gateway\/messages\/([0-9a-f-]{36})/g)].map(([, id]) => id))
    for (const id of ids) {
      await browser.get(`${base}/messages/${id}`)
      const answer = await browser.post(`${base}/messages/${id}/retry`)
      if (answer.statusCode === 303) count += 1
    }
    await sleep(5000, undefined, { signal }).catch(() => undefined)
  }
  return count
}

async function judge(
  scene: Scene,
  { waits, setAside }: { readonly waits: ReadonlySet<string>; readonly setAside: number },
): Promise<{ readonly lines: readonly string[]; readonly faults: readonly string[] }> {
  const { owner } = scene.database
  const applications = scene.simulator.gateway.portal.applications().toReversed()
  const answers = applications.map(({ heard }) => heard.filter(({ messageType }) => messageType === 'RESPONSE').length)
  const states = Map.groupBy(applications, ({ heard }) => heard.at(-1)?.status?.state ?? 'nothing')
  const sent = await one(owner<{ count: number; tries: number; again: number; open: number }[]>`
    select count(*)::int as count, sum(attempts)::int as tries, (count(*) filter (where attempts > 1))::int as again,
      (count(*) filter (where state <> 'sent'))::int as open
    from message_out`)
  const taken = await one(owner<{ count: number; repeats: number; open: number }[]>`
    select count(*)::int as count, sum(repeats)::int as repeats, (count(*) filter (where state <> 'applied'))::int as open
    from message_in where state <> 'refused'`)
  const refused = await many(owner<{ failure: string; count: number }[]>`
    select failure, count(*)::int as count from message_in where state = 'refused' group by failure order by failure`)
  const cases = await one(owner<{ count: number; open: number; strange: number }[]>`
    select count(*)::int as count, (count(*) filter (where step is not null))::int as open,
      (count(*) filter (where length(applicant_iin) <> 12))::int as strange
    from case_head`)
  const asked = await one(owner<{ count: number; failed: number; twice: number }[]>`
    select count(*)::int as count, (count(*) filter (where outcome = 'no-answer'))::int as failed,
      (count(*) filter (where outcome in ('found', 'not-found')))::int
        - (count(distinct (register, idempotency_key)) filter (where outcome in ('found', 'not-found')))::int as twice
    from register_answer`)
  const rows = new Map(
    (
      await many(owner<{ correlation_id: string; count: number }[]>`
        select correlation_id, count(*)::int as count from message_out where correlation_id is not null group by correlation_id`)
    ).map((row) => [row.correlation_id, row.count]),
  )
  const unfit = applications.filter((_, index) => [1, 2].includes(index % 50)).length
  const checks: readonly (readonly [string, number])[] = [
    ['applications without an answer', answers.filter((count) => count === 0).length],
    ['applications answered twice', answers.filter((count) => count > 1).length],
    [
      'applications that heard more or less than was told',
      applications.filter(({ heard, correlationId }) => heard.length !== rows.get(correlationId)).length,
    ],
    ['applications whose answer was not the last word', applications.filter(isOvertaken).length],
    ['cases lost or opened twice', Math.abs(cases.count - (applications.length - unfit))],
    ['cases still open', cases.open],
    ['cases whose IIN lost a digit', cases.strange],
    ['messages not sent', sent.open],
    ['messages not applied', taken.open],
    ['applications taken in twice or lost', Math.abs(taken.count - applications.length)],
    ['questions answered twice', asked.twice],
  ]
  const minutes = (performance.now() - startedAt) / 60_000
  return {
    lines: [
      `${applications.length} applications in ${minutes.toFixed(1)} minutes, every message with ${values.percent} % of each of eight faults`,
      `last words: ${[...states].map(([state, all]) => `${state} ${all.length}`).join(', ')}`,
      `messages of the product: ${sent.count} in ${sent.tries} attempts, ${sent.again} more than once, ${setAside} let go again by a person`,
      `messages to the product: ${taken.count}, brought again ${taken.repeats} times; refused: ${refused.map(({ failure, count }) => `${failure} ${count}`).join(', ') || 'none'}`,
      `answers of registers: ${asked.count}, of them ${asked.failed} failures`,
      `steps of staff that could not be done at once: ${[...waits].join('; ') || 'none'}`,
      `reports of failed jobs: ${scene.jobErrors.length}`,
    ],
    faults: checks.filter(([, count]) => count > 0).map(([what, count]) => `${what}: ${count}`),
  }
}

function isOvertaken({ heard }: Application): boolean {
  return heard.findIndex(({ messageType }) => messageType === 'RESPONSE') !== heard.length - 1
}
