import type { Text } from '@qyzmet/regulation'
import { composeGround, type Ground } from './refusal.ts'
import type { Composing, RequestRef, Sheet } from './sheet.ts'

export type Vote = 'positive' | 'negative' | 'conflict'

/** The minutes of a commission on one case; `on` of the sheet is the day of the session. */
export interface MinutesModel extends Sheet {
  /** The commission, as the regulation calls it. */
  readonly body: Text
  readonly service: Text
  readonly request: RequestRef
  readonly applicantName: string
  readonly list?: Text
  readonly reporter?: string
  readonly opinion?: string
  /** Members of the commission at the time, and what share of them must take part. */
  readonly membership: { readonly members: number; readonly quorumPercent: number }
  readonly votes: readonly {
    readonly name: string
    readonly choice: Vote
    readonly ground?: Ground
    readonly reason?: string
  }[]
  readonly conclusion: {
    readonly conclusion: 'positive' | 'negative'
    readonly ground?: Ground
    readonly reason?: string
  }
}

export const MINUTES_TITLE: Text = {
  kk: 'Отырыс хаттамасы',
  ru: 'Протокол заседания',
  en: 'Minutes of the session',
}

export function composeMinutes(model: MinutesModel, composing: Composing): object {
  const { words, text, date } = composing
  const said = words.minutes
  const count = (choice: Vote): number => model.votes.filter((vote) => vote.choice === choice).length
  const { conclusion } = model
  return {
    body: text(model.body),
    members: {
      heading: said.membersHeading,
      names: model.votes.map((vote) => vote.name),
      quorum: [
        said.quorum(model.votes.length, model.membership.members),
        said.quorumNeeded(model.membership.quorumPercent),
      ].join(' '),
    },
    matter: {
      heading: said.matterHeading,
      facts: [
        { label: said.service, value: text(model.service) },
        { label: said.request, value: words.numberAndDate(model.request.number, date(model.request.on)) },
        { label: said.applicant, value: model.applicantName },
        ...(model.list ? [{ label: said.list, value: text(model.list) }] : []),
        ...(model.reporter ? [{ label: said.reporter, value: model.reporter }] : []),
        ...(model.opinion ? [{ label: said.opinion, value: model.opinion }] : []),
      ],
    },
    votes: {
      heading: said.votesHeading,
      columns: [said.member, said.vote, said.remark],
      rows: model.votes.map((vote) => [
        vote.name,
        said.choices[vote.choice],
        [vote.ground && text(vote.ground.title), vote.reason].filter(Boolean).join('\n'),
      ]),
      tally: said.tally(count('positive'), count('negative'), count('conflict')),
    },
    conclusion: {
      heading: said.conclusionHeading,
      text: said.conclusions[conclusion.conclusion],
      reason: conclusion.reason ? { label: said.reason, value: conclusion.reason } : null,
      ground: conclusion.ground ? { label: said.ground, ...composeGround(conclusion.ground, composing) } : null,
    },
  }
}
