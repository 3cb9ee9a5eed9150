import type { TrainingPerson } from '../registers/training-people.ts'
import { escapeHtml } from '../pages.ts'

/** The page on which the trainee picks who signs in; each person is a button of a form. */
export function choicePage(input: {
  readonly title: string
  /** Where the choice is posted. */
  readonly action: string
  readonly people: readonly TrainingPerson[]
}): string {
  const rows = input.people
    .map(
      ({ iin, surname, givenName }) =>
        `<li><button name="iin" value="${iin}">${surname} ${givenName}</button> <small>${iin}</small></li>`,
    )
    .join('')
  return `<!doctype html><html lang="kk"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>СЫНАҚ · ${input.title}</title>
<style>body{font:16px/1.5 sans-serif;margin:1rem auto;max-width:40rem;padding:0 1rem}ul{padding:0;list-style:none}li{margin:.25rem 0}
button{font:inherit;min-height:2.5rem;padding:.25rem 1rem}.mark{background:#7a1f00;color:#fff;padding:.25rem .5rem}</style></head>
<body><p class="mark">СЫНАҚ КОНТУРЫ · ТЕСТОВЫЙ КОНТУР</p><main><h1>${input.title}</h1>
<p>Кім болып кіресіз? · Кто входит? · Who signs in?</p>
<form method="post" action="${escapeHtml(input.action)}"><ul>${rows}</ul>
<p><button name="decline" value="yes">Бас тарту · Отказаться · Decline</button></p></form></main></body></html>`
}
