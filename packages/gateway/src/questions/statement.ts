import { readText, writeText, getTwelveDigits } from '../data-parts.ts'
import type { MessageData } from '../message-data.ts'
import type { RegisterStatement } from '../questions.ts'
import type { XmlElement } from '../xml/element.ts'
import { findValue, MessageMalformedError } from '../xml/find.ts'
import { element } from '../xml/write.ts'
import { readList, readOwn, readOwnAnswer, writeOwn, writeOwnAnswer } from './own-contract.ts'
import type { Said } from './said.ts'

/** A question for what a register holds on a person. */
export function writeStatementQuestion(question: { readonly iin: string }): MessageData {
  return writeOwn('statement', 'Question', [element('iin', question.iin)])
}

/** The register's side. */
export function readStatementQuestion(data: MessageData): { readonly iin: string } {
  return { iin: getTwelveDigits(readOwn(data, 'statement', 'Question'), 'iin') }
}

/** The register's side. */
export function writeStatementAnswer(said: Said<RegisterStatement>): MessageData {
  return writeOwnAnswer('statement', said, (statement) => [
    element('iin', statement.iin),
    ...statement.records.map((record) =>
      element('record', [
        writeText('title', record.title),
        ...record.facts.map((fact) => element('fact', [writeText('name', fact.name), element('value', fact.value)])),
      ]),
    ),
  ])
}

/** @throws {MessageMalformedError} when the statement is of another person */
export function readStatementAnswer(data: MessageData, question: { readonly iin: string }): Said<RegisterStatement> {
  const said = readOwnAnswer(data, 'statement', (answer) => ({
    iin: getTwelveDigits(answer, 'iin'),
    records: readList(answer, 'record', readRecord),
  }))
  if (said.kind === 'found' && said.value.iin !== question.iin) {
    throw new MessageMalformedError('statementAnswer/iin', 'it speaks of another person')
  }
  return said
}

function readRecord(record: XmlElement): RegisterStatement['records'][number] {
  return {
    title: readText(record, 'title'),
    facts: readList(record, 'fact', (fact) => ({
      name: readText(fact, 'name'),
      value: findValue(fact, 'value') ?? '',
    })),
  }
}
