/**
 * Generated RSA chains and signatures judged by us, by pkijs and by the openssl program, as many as one likes.
 *
 *   node bench/differential.ts --runs 2000 --seed 1
 *
 * Prints each case on which the three disagree, with the variant it was made of. The same seed gives the same variants.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sample } from 'fast-check'
import { disagreement, ourFinding } from '../apps/simulator/src/authority/testing/oracles.ts'
import { createRsaCases, rsaVariants } from '../apps/simulator/src/authority/testing/rsa-variants.ts'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
})
const folder = await mkdtemp(join(tmpdir(), 'qyzmet-differential-'))
try {
  const makeCase = createRsaCases(Temporal.Instant.from('2026-11-22T09:00:00Z'))
  const findings = new Map<string, number>()
  let disagreements = 0
  for (const variant of sample(rsaVariants, { numRuns: Number(values.runs), seed: Number(values.seed) })) {
    const made = makeCase(variant)
    const finding = ourFinding(made) ?? 'sound'
    findings.set(finding, (findings.get(finding) ?? 0) + 1)
    const told = await disagreement(made, made.anchorsPem, folder, made)
    if (told === undefined) continue
    disagreements += 1
    console.log(`${told}: ${JSON.stringify(variant)}`)
  }
  for (const [finding, times] of [...findings].toSorted(([left], [right]) => left.localeCompare(right))) {
    console.log(`${finding}: ${times}`)
  }
  console.log(`${values.runs} cases of seed ${values.seed}, ${disagreements} disagreements`)
  if (disagreements > 0) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
