import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Answers } from '@qyzmet/regulation'
import { REGULATIONS } from '../cases/testing/walked-case.ts'
import { type Draft, parseDraftId } from '../portal/drafts/draft.ts'
import { compileEdition, readRegulationFiles } from '../regulations/edition-files.ts'
import type { Edition } from '../regulations/editions.ts'
import type { CounterDraft } from './counter-draft.ts'
import { counterParts } from './counter-parts.ts'

const STANDARD = 'kz/standards/order-198-2015-adoption.yaml'
const CONSENT = 'spouse-consent-on-paper'
const NOW = Temporal.Instant.from('2018-06-01T05:00:00Z')

/** The registration of adopters, with the spouse asked to sign at the office too and a paper that stands for it. */
async function editionWithCoSigner(): Promise<Pick<Edition, 'regulation'>> {
  const files = new Map(await readRegulationFiles(REGULATIONS))
  const text = files.get(STANDARD) ?? assert.fail()
  const [head = '', signers = ''] = text.split('\ncoSigners:')
  const [before = '', paper = ''] = head.split(`\n  ${CONSENT}:`)
  const everywhere = (part: string): string => part.replace('channels: [portal]', 'channels: [office, portal]')
  files.set(STANDARD, `${before}\n  ${CONSENT}:${everywhere(paper)}\ncoSigners:${everywhere(signers)}`)
  const { regulation } = compileEdition(files, 'kz/aktobe-2015-249/aktobe-adoption.yaml')
  assert.ok(regulation)
  return { regulation }
}

function papers(answers: Answers, documentIds: readonly string[] = []): CounterDraft {
  const draft: Draft = {
    id: parseDraftId(randomUUID()) ?? assert.fail(),
    accountId: randomUUID(),
    regulation: 'aktobe-adoption',
    editionSha256: 'a'.repeat(64),
    locale: 'kk',
    answers,
    pagesDone: [],
    attachments: documentIds.map((documentId) => ({
      id: randomUUID(),
      documentId,
      sha256: 'b'.repeat(64),
      fileName: 'a.pdf',
      mediaType: 'application/pdf',
      size: 1,
      addedAt: NOW,
    })),
    submitToken: randomUUID(),
    createdAt: NOW,
    updatedAt: NOW,
    expiresAt: NOW.add({ hours: 24 }),
  }
  const applicant = { iin: '900514497061', surname: 'Үлгібаева', givenName: 'Айсәуле', patronymic: '' }
  return { draft, channel: 'office', officeId: 'aktobe', providerId: 'aktobe', applicant }
}

test('whoever has to agree beside the applicant does so by a document at the counter', async () => {
  const edition = await editionWithCoSigner()
  const title = edition.regulation.standard.documents.find(({ id }) => id === CONSENT)?.title ?? assert.fail()
  const married = { 'marital-status': 'married', 'spouse-iin': '910327497800' }
  const asked = counterParts(papers(married), edition, NOW)
  const part = asked.documents.filter(({ requirement }) => requirement.id === CONSENT)
  assert.deepEqual(
    part.map(({ requirement }) => requirement.required),
    [true],
    'it is optional on the portal, where one may sign instead',
  )
  assert.ok(asked.missing.includes(title))
  assert.ok(!counterParts(papers(married, [CONSENT]), edition, NOW).missing.includes(title))
  assert.ok(!counterParts(papers({ 'marital-status': 'single' }), edition, NOW).missing.includes(title))
})
