// How long signed XML messages take to seal and to open, by the number of their elements and the length of their text.
//
//   node bench/xml-seals.ts
import { createXmlSeal } from '@qyzmet/eds'
import { foundSigning, NOW } from '../apps/simulator/src/authority/testing/signing.ts'
import { median } from './closed-loop.ts'
import { processorMs } from './processor-time.ts'

const ROUNDS = 7
const ELEMENT = '<t:fact xmlns:t="urn:training" code="1">мәтін</t:fact>'
const MESSAGES: readonly (readonly [string, string])[] = [
  ['one element', ELEMENT],
  ['100 elements', ELEMENT.repeat(100)],
  ['1,000 elements', ELEMENT.repeat(1000)],
  ['10,000 elements', ELEMENT.repeat(10_000)],
  ['a file of 1 MB', `<file>${'QUJD'.repeat(250_000)}</file>`],
]

const { person, anchors, remove } = await foundSigning()
try {
  const seal = createXmlSeal({
    key: person.key,
    certificate: person.der,
    anchors,
    now: () => NOW,
    isExpected: () => true,
  })
  for (const [name, content] of MESSAGES) {
    const envelope = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${content}</soap:Body></soap:Envelope>`
    const times: { readonly sealMs: number; readonly openMs: number }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const from = processorMs()
      const sealed = await seal.sealBody(envelope)
      const between = processorMs()
      const { signature } = await seal.openBody(sealed)
      if (signature !== 'valid') throw new Error(`${name}: ${signature}`)
      times.push({ sealMs: between - from, openMs: processorMs() - between })
    }
    const told = (take: (time: (typeof times)[number]) => number): string => median(times.map(take)).toFixed(1)
    console.log(`${name}: sealed in ${told(({ sealMs }) => sealMs)} ms, opened in ${told(({ openMs }) => openMs)} ms`)
  }
} finally {
  await remove()
}
