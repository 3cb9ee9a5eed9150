import { createInterface } from 'node:readline/promises'
import type { Choice, Situation } from '@qyzmet/casework'
import type { Locale, Regulation, Text } from '@qyzmet/regulation'
import { formatInstant, inputsOf } from '@qyzmet/regulation'

const CHOOSE: Text = {
  kk: 'Нөмірін жазыңыз (Enter – 1)',
  ru: 'Введите номер (Enter – 1)',
  en: 'Type a number (Enter is 1)',
}

/** Asks at every step that has more than one outcome, and for the ground where there are several. */
export function askInTerminal(regulation: Regulation, locale: Locale): (situation: Situation) => Promise<Choice> {
  return async ({ step, open, grounds, at }) => {
    if (open.length < 2) return {}
    const actor = regulation.actors.get(step.actor)?.title[locale] ?? step.actor
    const place = [step.label, step.item].filter((part) => part !== undefined).join(' ')
    console.log(`\n${formatInstant(at, regulation.timeZone, locale)}`)
    console.log(`${place} ${actor}: ${step.title[locale]}`)
    const outcome = await pick(
      open.map(({ id, title }) => ({ id, title: title[locale] })),
      locale,
    )
    const known = regulation.standard.grounds.filter(({ id }) => grounds.includes(id))
    const bringsGround = inputsOf(step.action, outcome)?.includes('ground') === true
    if (!bringsGround || known.length < 2) return { outcome }
    const ground = await pick(
      known.map(({ id, title }) => ({ id, title: title[locale] })),
      locale,
    )
    return { outcome, ground }
  }
}

async function pick(from: readonly { readonly id: string; readonly title: string }[], locale: Locale): Promise<string> {
  for (const [index, { title }] of from.entries()) console.log(`  ${index + 1}  ${title}`)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    for (;;) {
      const answer = (await terminal.question(`${CHOOSE[locale]}: `)).trim()
      const chosen = from[answer === '' ? 0 : Number(answer) - 1]
      if (chosen !== undefined) return chosen.id
    }
  } finally {
    terminal.close()
  }
}
