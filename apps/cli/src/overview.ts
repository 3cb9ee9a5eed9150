import { coverOf } from '@qyzmet/casework'
import { checkRegulations } from '@qyzmet/regulation'
import type { Command } from './commands.ts'
import { type FoundRegulation, regulationsIn } from './regulation-files.ts'
import { playAll } from './scenarios.ts'

export const overviewCommand: Command = {
  name: 'overview',
  usage:
    'qyzmet overview                    every regulation with its channels, steps, covered branches, findings and diagrams',
  run: () => ({ output: overview(), exitCode: 0 }),
}

/** Kinds of diagram that each channel has. */
const DIAGRAMS_A_CHANNEL = 2

/** One row a regulation (its latest wording), as a Markdown table; `docs/regulations.md` holds it. */
export function overview(): string {
  const all = regulationsIn()
  const latest = [...Map.groupBy(all, ({ regulation }) => regulation.id).values()].map(latestOf)
  const { files } = playAll(latest)
  const [first] = latest
  const checked =
    first === undefined
      ? []
      : checkRegulations(
          first.files,
          latest.map(({ path }) => path),
        ).regulations
  const rows = latest.map(({ regulation, path }) => {
    const played = files.filter((file) => file.regulation === regulation).flatMap((file) => file.played)
    const channels = coverOf(regulation, played)
    const branches = channels.reduce((sum, channel) => sum + channel.branches.length, 0)
    const missing = channels.reduce((sum, channel) => sum + channel.missing.length, 0)
    const findings = checked.find(({ file }) => file === path)?.findings ?? []
    const accepted = findings.filter((finding) => finding.accepted !== undefined).length
    return [
      `\`${regulation.id}\``,
      channels.map(({ channel, steps }) => `${channel} ${steps}`).join(', '),
      `${branches - missing} of ${branches}`,
      String(channels.reduce((sum, channel) => sum + channel.scenarios, 0)),
      `${findings.length - accepted} open, ${accepted} accepted`,
      String(channels.length * DIAGRAMS_A_CHANNEL),
    ]
  })
  const heads = ['regulation', 'channels and their steps', 'branches covered', 'scenarios', 'findings', 'diagrams']
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function latestOf(wordings: readonly FoundRegulation[]): FoundRegulation {
  return wordings.reduce((latest, other) =>
    Temporal.PlainDate.compare(other.regulation.edition.period.from, latest.regulation.edition.period.from) > 0
      ? other
      : latest,
  )
}
