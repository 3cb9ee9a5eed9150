import { dirname, join } from 'node:path'
import { DIAGRAM_KINDS, drawBpmn, drawSvg } from '@qyzmet/diagrams'
import { type FoundRegulation, REGULATIONS, regulationsIn } from './regulation-files.ts'

/** The drawings kept beside the regulations, in Kazakh: what a change of a regulation does to them is seen as a diff. */
export function goldenFiles(root: string = REGULATIONS): readonly { readonly path: string; readonly text: string }[] {
  return latestEditions(root).flatMap(({ regulation, path }) =>
    [...regulation.channels.keys()].flatMap((channel) =>
      DIAGRAM_KINDS.flatMap((kind) => {
        const base = join(root, dirname(path), 'golden', `${regulation.id}.${channel}.${kind}`)
        return [
          { path: `${base}.bpmn`, text: drawBpmn(regulation, channel, kind, 'kk') },
          { path: `${base}.svg`, text: drawSvg(regulation, channel, kind, 'kk') },
        ]
      }),
    ),
  )
}

/** Of each regulation the edition that came into force last. */
function latestEditions(root: string): readonly FoundRegulation[] {
  const latest = new Map<string, FoundRegulation>()
  for (const found of regulationsIn(root)) {
    const other = latest.get(found.regulation.id)
    const from = found.regulation.edition.period.from
    if (other === undefined || Temporal.PlainDate.compare(from, other.regulation.edition.period.from) > 0)
      latest.set(found.regulation.id, found)
  }
  return [...latest.values()]
}
