import type { Page } from 'playwright-core'
import { providerKk as words } from '../../apps/server/src/provider/messages/provider.kk.ts'
import { seeHeading, sign } from './application.ts'
import { holder, type Person, signIn, staff } from './people.ts'
import { actorTitle, groundTitle, outcomeTitle, stepTitle } from './regulation.ts'
import type { Scene, Window } from './scene.ts'

/** A window in which a member of staff is at work. */
export interface Desk extends Window {
  readonly person: Person
}

/** Whoever holds each post, at a desk of their own; opened when first needed and kept signed in. */
export interface Office {
  readonly at: (person: Person) => Promise<Desk>
  readonly clerk: () => Promise<Desk>
  readonly head: () => Promise<Desk>
  /** The executor the head names in these journeys. */
  readonly executor: () => Promise<Desk>
  readonly members: () => Promise<readonly Desk[]>
}

export function openOffice(scene: Scene): Office {
  const desks = new Map<string, Promise<Desk>>()
  const at = (person: Person): Promise<Desk> => {
    const desk = desks.get(person.iin) ?? openDesk(scene, person)
    desks.set(person.iin, desk)
    return desk
  }
  return {
    at,
    clerk: () => at(holder('clerk')),
    head: () => at(holder('head')),
    executor: () => at(holder('executor')),
    members: async () => {
      const members: Desk[] = []
      for (const member of staff('housing-commission')) members.push(await at(member))
      return members
    },
  }
}

async function openDesk(scene: Scene, person: Person): Promise<Desk> {
  const window = await scene.open({ screen: 'desktop' })
  await signIn(window.page, person)
  await seeHeading(window.page, words.inbox.title)
  return { ...window, person }
}

/** Opens a case from the list of work by its number. */
export async function openCase({ page }: Desk, number: string): Promise<void> {
  await page.goto('/kk/work?tab=mine')
  const link = page.getByRole('link', { name: number })
  if (!(await link.isVisible())) await page.getByRole('link', { name: words.inbox.tabs.all }).click()
  await link.click()
  await page.getByText(number).first().waitFor()
}

/** Opens a case and waits until it stands at a step. */
export async function openAt(desk: Desk, number: string, step: string): Promise<Desk> {
  await openCase(desk, number)
  await seeHeading(desk.page, stepTitle(step))
  return desk
}

export async function press(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
}

export async function registerRequest(office: Office, number: string): Promise<void> {
  const { page } = await openAt(await office.clerk(), number, 'register')
  await press(page, outcomeTitle('register', 'registered'))
  await seeDone(page)
}

export async function nameExecutor(office: Office, number: string): Promise<void> {
  const { page } = await openAt(await office.head(), number, 'assign')
  await page.getByLabel(actorTitle('executor'), { exact: true }).selectOption({ label: holder('executor').name })
  await press(page, outcomeTitle('assign', 'assigned'))
  await seeDone(page)
}

export async function acceptDocuments(office: Office, number: string): Promise<void> {
  const { page } = await openAt(await office.executor(), number, 'check-documents')
  await page.getByRole('radio', { name: outcomeTitle('check-documents', 'compliant'), exact: true }).check()
  await press(page, words.case.chooseAndContinue)
  await seeHeading(page, stepTitle('prepare-session'))
}

export async function prepareSession(office: Office, number: string, opinion: string): Promise<void> {
  const { page } = await openAt(await office.executor(), number, 'prepare-session')
  await page.getByLabel(words.case.opinion).fill(opinion)
  await press(page, outcomeTitle('prepare-session', 'prepared'))
  await seeDone(page)
}

/** A ground of the standard and what the applicant is told about it. */
export interface Refusal {
  readonly ground: string
  readonly reason: string
}

export async function vote(member: Desk, number: string, refusal?: Refusal): Promise<void> {
  const { page } = await openAt(member, number, 'decide-in-session')
  const outcome = refusal === undefined ? 'positive' : 'negative'
  await page.getByRole('radio', { name: outcomeTitle('decide-in-session', outcome), exact: true }).check()
  if (refusal !== undefined) await giveGround(page, refusal)
  await press(page, words.vote.button)
  if (refusal !== undefined) await confirm(page)
  await page.waitForURL(/done=1/)
}

/** All members vote alike, then all sign the minutes. */
export async function decideInSession(office: Office, number: string, refusal?: Refusal): Promise<void> {
  const members = await office.members()
  for (const member of members) await vote(member, number, refusal)
  for (const member of members) await signPaper(await openAt(member, number, 'decide-in-session'))
}

export async function giveGround(page: Page, { ground, reason }: Refusal): Promise<void> {
  await page.getByRole('radio', { name: groundTitle(ground), exact: true }).check()
  await page.getByLabel(words.case.reason, { exact: true }).fill(reason)
}

/** The page between a refusal and its effect. */
export async function confirm(page: Page): Promise<void> {
  await seeHeading(page, words.confirm.title)
  await press(page, words.confirm.yes)
}

/** From the page of a case to the signing page, and the signature. */
export async function signPaper({ page }: Desk): Promise<void> {
  await page.getByRole('link', { name: words.sign.button, exact: true }).click()
  await seeHeading(page, words.sign.title)
  await sign(page, words.sign.button)
  await seeDone(page)
}

export async function draftResult(office: Office, number: string, outcome: 'notice' | 'refusal'): Promise<void> {
  const { page } = await openAt(await office.executor(), number, 'draft-result')
  await press(page, outcomeTitle('draft-result', outcome))
  await seeDone(page)
}

export async function dispatchResult(office: Office, number: string): Promise<void> {
  const { page } = await openAt(await office.clerk(), number, 'dispatch-result')
  await press(page, outcomeTitle('dispatch-result', 'dispatched'))
  await seeDone(page)
}

/** The step is done and the list of work is back, unless there is more to do in the case. */
export async function seeDone(page: Page): Promise<void> {
  await page.getByRole('status').getByText(words.done).waitFor()
}
