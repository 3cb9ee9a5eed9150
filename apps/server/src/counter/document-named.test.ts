import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentNamed } from './document-named.ts'

const document = (id: string, kk: string, ru: string, en: string) => ({
  requirement: { id, title: { kk, ru, en } },
})
const DOCUMENTS = [
  document('identity', 'Жеке куәлік', 'Удостоверение личности', 'Identity card'),
  document('income', 'Табыс туралы анықтама', 'Справка о доходах', 'Statement of income'),
  document('income-spouse', 'Жұбайының табысы', 'Справка о доходах супруга', 'Income of the spouse'),
]

test('the name of a scan tells its document, in each language and with a number at the end', () => {
  for (const name of [
    'Жеке куәлік.pdf',
    'жеке_куәлік-2.PDF',
    'удостоверение личности (3).jpg',
    'identity.png',
    'Identity card 1.pdf',
  ])
    assert.equal(documentNamed(name, DOCUMENTS), 'identity', name)
  assert.equal(documentNamed('Табыс туралы анықтама 2026.pdf', DOCUMENTS), 'income')
})

test('a name that tells nothing, or fits several, leaves it open', () => {
  for (const name of ['', '.pdf', 'scan0001.pdf', '001.pdf', 'IMG_2210.jpg', 'справка о доходах.pdf', 'жек.pdf'])
    assert.equal(documentNamed(name, DOCUMENTS), undefined, name)
})
