import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lintBpmn, readBpmn } from '../../testing/bpmn-tools.ts'
import { allDiagrams } from '../../testing/regulations.ts'
import { drawBpmn } from './bpmn.ts'

const diagrams = allDiagrams()

test('every file is read without a warning and keeps all recommended rules', async () => {
  for (const { name, regulation, channel, kind, locale } of diagrams) {
    const { rootElement, warnings } = await readBpmn(drawBpmn(regulation, channel, kind, locale))
    assert.deepEqual(warnings, [], name)
    assert.deepEqual(await lintBpmn(rootElement), {}, name)
  }
})

test('a fault would be found', async () => {
  const [first] = diagrams
  assert.ok(first)
  const xml = drawBpmn(first.regulation, first.channel, first.kind, first.locale)
  const { rootElement } = await readBpmn(
    xml.replace(/<bpmn:endEvent id="[^"]*" name="[^"]*"/, (tag) => tag.replace(/ name=.*/, '')),
  )
  assert.ok(Object.hasOwn(Object(await lintBpmn(rootElement)), 'label-required'))
})

test('everything that has a name of its own has a place in the drawing, once', () => {
  for (const { name, regulation, channel, kind, locale } of diagrams) {
    const xml = drawBpmn(regulation, channel, kind, locale)
    const tags =
      'participant|lane|startEvent|endEvent|userTask|serviceTask|sendTask|exclusiveGateway|dataObjectReference'
    const named = new RegExp(`<bpmn:(?:${tags}|sequenceFlow|messageFlow|dataOutputAssociation) id="([^"]+)"`, 'g')
    const ids = Array.from(xml.matchAll(named), ([, id]) => id)
    const drawn = Array.from(xml.matchAll(/bpmnElement="([^"]+)"/g), ([, id]) => id).filter(
      (id) => id !== 'collaboration',
    )
    assert.deepEqual(drawn.toSorted(), ids.toSorted(), name)
  }
})

test('the item of the act stands at each step, in the language of the file', () => {
  const wanted = diagrams.find(({ locale, regulation }) => locale === 'ru' && regulation.id === 'zhambyl-queue')
  assert.ok(wanted)
  const xml = drawBpmn(wanted.regulation, wanted.channel, wanted.kind, wanted.locale)
  assert.match(xml, /<bpmn:documentation>Zhambyl 2014 No 115: подпункт 1\) пункта 5; подпункт 1\) пункта 8\./)
})
