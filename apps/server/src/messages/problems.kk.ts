import type { ProblemCode } from '../problems.ts'

interface Words {
  readonly title: string
  readonly text: string
}

export interface ProblemMessages {
  readonly problems: Readonly<Record<ProblemCode, Words>>
  readonly reference: (id: string) => string
  readonly home: string
}

export const problemsKk: ProblemMessages = {
  problems: {
    'not-found': { title: 'Бет табылмады', text: 'Сілтеме ескірген немесе мекенжай қате терілген болуы мүмкін.' },
    'too-large': {
      title: 'Файл тым үлкен',
      text: 'Бір файл 10 МБ-тан аспауы керек. Оны кішірейтіп, қайта жіберіңіз. Бұрын енгізген жауаптарыңыз сақтаулы.',
    },
    'too-many-requests': { title: 'Сұраулар тым жиі', text: 'Бір-екі минут күтіп, қайта көріңіз.' },
    'unsupported-media-type': {
      title: 'Бұл түрдегі дерек қабылданбайды',
      text: 'Алдыңғы бетке оралып, мәліметті қайта жіберіңіз.',
    },
    'malformed-request': {
      title: 'Сұрауды түсіну мүмкін болмады',
      text: 'Алдыңғы бетке оралып, мәліметті қайта жіберіңіз.',
    },
    busy: { title: 'Қазір жүйеде жүктеме көп', text: 'Ештеңе жоғалған жоқ. Бірнеше секундтан кейін қайталап көріңіз.' },
    'store-unavailable': {
      title: 'Қызмет уақытша жұмыс істемей тұр',
      text: 'Біз оны қалпына келтіріп жатырмыз. Сақталған деректеріңіз орнында. Бірнеше минуттан кейін қайталап көріңіз.',
    },
    'kept-bytes-closed': {
      title: 'Бұл мәлімет қазір ашылмайды',
      text: 'Мәлімет шифрланып сақталған, ал оны ашатын кілт жүйеде жоқ. Мәлімет жоғалған жоқ: жүйе әкімшісі кілтті қайтарса, ол ашылады.',
    },
    internal: {
      title: 'Қате шықты',
      text: 'Бұл біздің тараптан болған қате. Сақталған деректеріңіз орнында. Бірнеше минуттан кейін қайталап көріңіз.',
    },
  },
  reference: (id) => `Қолдау қызметіне хабарласқанда мына кодты айтыңыз: ${id}`,
  home: 'Қызметтер тізіміне өту',
}
