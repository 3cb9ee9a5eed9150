import type { Text } from '@qyzmet/regulation'
import type { ApplicationModel } from '../application.ts'
import type { DocumentModels } from '../kinds.ts'
import type { InspectionModel } from '../inspection.ts'
import type { MinutesModel } from '../minutes.ts'
import type { NonacceptanceModel } from '../nonacceptance.ts'
import type { NoticeModel } from '../notice.ts'
import type { ReceiptModel } from '../receipt.ts'
import type { RefusalModel } from '../refusal.ts'
import type { StatementModel } from '../statement.ts'
import type { Sheet, Signatory } from '../sheet.ts'

/** Documents of invented people at an invented body, for tests and for looking at templates. */

const text = (kk: string, ru: string, en: string): Text => ({ kk, ru, en })

const sheet: Sheet = {
  provider: {
    title: text(
      'Сарыжар қаласының тұрғын үй бөлімі',
      'Отдел жилья города Сарыжара',
      'Housing department of the city of Saryzhar',
    ),
    address: text(
      'Жамбыл облысы, Сарыжар қаласы, Бейбітшілік көшесі, 5',
      'Жамбылская область, город Сарыжар, улица Бейбитшилик, 5',
      'Zhambyl region, Saryzhar, Beibitshilik street 5',
    ),
  },
  number: 'ТК-2026-000318',
  on: Temporal.PlainDate.from('2026-11-22'),
  timeZone: 'Asia/Almaty',
  training: false,
}

const service = text(
  'Мемлекеттік тұрғын үй қорынан берілетін тұрғын үйге мұқтаж азаматтарды есепке алу және кезекке қою',
  'Постановка на учет и очередность граждан, нуждающихся в жилище из государственного жилищного фонда',
  'Registration and queueing of citizens who need housing from the state stock',
)
const commission = text('Тұрғын үй комиссиясы', 'Жилищная комиссия', 'Housing commission')
const list = text('Көпбалалы отбасылар', 'Многодетные семьи', 'Families with many children')
const appeal = text(
  'Шағымды осы хабарламаны алған күннен бастап үш ай ішінде бөлім басшысының атына немесе қала әкімдігіне беруге болады. Бөлім шағымды тіркейді де, іспен бірге жоғары тұрған органға жібереді. Одан кейін сотқа жүгінуге құқығыңыз бар.',
  'Жалобу можно подать на имя руководителя отдела или в акимат города в течение трёх месяцев со дня получения этого документа. Отдел регистрирует жалобу и передаёт её вместе с делом в вышестоящий орган. После этого вы вправе обратиться в суд.',
  'You may complain to the head of the department or to the akimat within three months, and then go to court.',
)
const name = 'Әбдірахманова Гүлнұр Қайратқызы'
const iin = '890515400123'
const signatory: Signatory = {
  name: 'Өтегенов Қуаныш Ұланұлы',
  position: text('бөлім басшысы', 'руководитель отдела', 'head of the department'),
  acting: false,
}
const request = { number: 'ЖТК-2026-000042', on: Temporal.PlainDate.from('2026-10-26') }
const ground = {
  title: text(
    'Өтініш беруші соңғы бес жылда жеке меншігіндегі жарамды тұрғын үйді иеліктен шығарып, тұрғын үй жағдайын әдейі нашарлатқан',
    'Заявитель в последние пять лет намеренно ухудшил жилищные условия, произведя отчуждение пригодного жилища, принадлежавшего ему на праве собственности',
    'In the last five years the applicant made the housing worse on purpose by parting with a suitable own dwelling',
  ),
  source: {
    title: text(
      'Мемлекеттік көрсетілетін қызмет стандарты',
      'Стандарт государственной услуги',
      'Standard of the service',
    ),
    number: '185',
    adoptedOn: Temporal.PlainDate.from('2014-03-05'),
  },
  item: '10(2)',
  remedy: text(
    'Пәтер мәжбүрлеп сатылған болса немесе оны жергілікті атқарушы орган сатып алған болса, осыны растайтын құжатпен бірге қайта өтініш бере аласыз.',
    'Если квартира была продана принудительно или её выкупил местный исполнительный орган, вы можете подать заявление снова с документом, который это подтверждает.',
    'You may apply again with a document that proves a forced sale.',
  ),
}

const receipt: ReceiptModel = {
  ...sheet,
  number: request.number,
  on: request.on,
  service,
  acceptedAt: Temporal.Instant.from('2026-10-26T05:42:17Z'),
  documents: [
    { title: text('Жұмыс орнынан анықтама', 'Справка с места работы', 'Certificate from the employer') },
    { title: text('Неке қию туралы куәлік', 'Свидетельство о браке', 'Marriage certificate') },
    {
      title: text(
        'Отбасының әр мүшесінің соңғы он екі айдағы табысы туралы мәлімет',
        'Сведения о доходах каждого члена семьи за последние двенадцать месяцев',
        'Income of each member of the family for the last twelve months',
      ),
    },
  ],
  result: {
    by: Temporal.PlainDate.from('2026-11-25'),
    place: text(
      'Электрондық үкімет порталындағы жеке кабинет',
      'Личный кабинет на портале электронного правительства',
      'Personal cabinet',
    ),
  },
  acceptedBy: { name: 'Һалықова Ңұрай Әнуарқызы', position: text('кеңсе маманы', 'специалист канцелярии', 'clerk') },
  applicant: { name, phones: ['+7 700 000 00 00'] },
}

const nonacceptance: NonacceptanceModel = {
  ...sheet,
  number: 'ЖТК-2026-000043/Q',
  on: request.on,
  service,
  applicant: { name, address: 'Сарыжар қаласы, Қобыланды батыр көшесі, 12-үй, 7-пәтер' },
  place: text(
    'Сарыжар қаласының халыққа қызмет көрсету орталығы',
    'Центр обслуживания населения города Сарыжара',
    'Service centre of Saryzhar',
  ),
  refusedAt: Temporal.Instant.from('2026-10-26T05:42:17Z'),
  refusedBy: {
    name: 'Һалықова Ңұрай Әнуарқызы',
    position: text('орталық операторы', 'оператор центра', 'operator of the centre'),
  },
  reason: 'Жоқ немесе мерзімі өткен құжаттар:\n– Жұмыс орнынан анықтама\n– Неке қию туралы куәлік\n\nЕртең әкеледі',
}

const notice: NoticeModel = {
  ...sheet,
  title: text(
    'кезектің реттік нөмірін көрсете отырып есепке қою туралы хабарлама',
    'уведомление о постановке на учет с указанием порядкового номера очереди',
    'notice of registration with the queue number',
  ),
  service,
  applicant: { name, iin },
  address: 'Сарыжар қаласы, Қобыланды батыр көшесі, 12-үй, 7-пәтер',
  familySize: 6,
  list,
  request,
  registeredAt: Temporal.Instant.from('2026-10-26T05:42:17Z'),
  decision: { body: commission, number: '17', on: Temporal.PlainDate.from('2026-11-13') },
  queue: { place: 318, total: 1284, asOf: Temporal.PlainDate.from('2026-11-22') },
  appeal,
  signatory,
}

const refusal: RefusalModel = {
  ...sheet,
  title: text('бас тарту туралы дәлелді жауап', 'мотивированный ответ об отказе', 'reasoned refusal'),
  service,
  addressee: { name, address: 'Сарыжар қаласы, Қобыланды батыр көшесі, 12-үй, 7-пәтер' },
  request,
  reason:
    'Жылжымайтын мүлік тіркеліміндегі мәліметке қарағанда, өтініш беруші 2024 жылғы 3 мамырда Сарыжар қаласындағы ауданы 64 шаршы метр пәтерін сатқан. Пәтер тұруға жарамды болған.\n\nСатуға себеп болған, заңда көзделген мән-жайлар ұсынылған құжаттардан табылмады.',
  ground,
  decision: { body: commission, number: '17', on: Temporal.PlainDate.from('2026-11-13') },
  appeal,
  signatory: { ...signatory, acting: true },
}

const person = (fullName: string, whose: string, kinship: Text, born: string) => [
  { label: text('Аты-жөні', 'ФИО', 'Name'), values: [fullName] },
  { label: text('ЖСН', 'ИИН', 'IIN'), values: [{ iin: whose }] },
  { label: text('Туыстығы', 'Родство', 'Kinship'), values: [kinship] },
  { label: text('Туған күні', 'Дата рождения', 'Born'), values: [Temporal.PlainDate.from(born)] },
]

const application: ApplicationModel = {
  ...sheet,
  number: request.number,
  on: request.on,
  title: text('Есепке қою туралы өтініш', 'Заявление о постановке на учет', 'Application for registration'),
  service,
  applicant: { name, iin },
  acceptedAt: Temporal.Instant.from('2026-10-26T05:42:17Z'),
  sections: [
    {
      title: text('Байланыс', 'Контакты', 'Contacts'),
      rows: [
        { label: text('Телефон нөмірі', 'Номер телефона', 'Phone'), values: ['+7 700 000 00 00'] },
        {
          label: text('Мекенжай', 'Адрес', 'Address'),
          values: ['Сарыжар қаласы, Қобыланды батыр көшесі, 12-үй, 7-пәтер'],
        },
        { label: text('Жұмыс орны', 'Место работы', 'Employer'), values: [] },
      ],
      people: [],
    },
    {
      title: text('Мұқтаждық негізі', 'Основание нуждаемости', 'Need'),
      rows: [
        { label: text('Сіз қай санатқа жатасыз?', 'К какой категории вы относитесь?', 'Category'), values: [list] },
        {
          label: text('Қандай жағдай сізге қатысты?', 'Что относится к вам?', 'What applies?'),
          values: [
            text('Меншігінде тұрғын үй жоқ', 'Нет жилища в собственности', 'No own dwelling'),
            text(
              'Бір-біріне жалғасқан бөлмелерде екі отбасы тұрады',
              'В смежных комнатах живут две семьи',
              'Two families in adjoining rooms',
            ),
          ],
        },
      ],
      people: [],
    },
    {
      title: text('Отбасы мүшелері', 'Члены семьи', 'Family'),
      rows: [],
      people: [
        {
          label: text('Бірге тұратын адамдар', 'Кто живёт вместе с вами', 'Who lives with you'),
          persons: [
            person('Әбдірахманов Ғани Өмірұлы', '870203300456', text('жұбайы', 'супруг', 'spouse'), '1987-02-03'),
            person('Әбдірахманова Іңкәр Ғаниқызы', '150611600789', text('қызы', 'дочь', 'daughter'), '2015-06-11'),
          ],
        },
      ],
    },
  ],
  attachments: [
    {
      title: text('Жұмыс орнынан анықтама', 'Справка с места работы', 'Certificate from the employer'),
      fileName: 'anyqtama.pdf',
      size: 184_220,
    },
    {
      title: text('Неке қию туралы куәлік', 'Свидетельство о браке', 'Marriage certificate'),
      fileName: 'Неке куәлігі.jpg',
      size: 2_340_118,
    },
  ],
  signature: {
    signerName: name,
    certificateSerial: '5f2a0c11d4e87b3390aa61c25e0b7f9c',
    signedAt: Temporal.Instant.from('2026-10-26T05:42:10Z'),
    requestSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
  copyFor: 'applicant',
}

const minutes: MinutesModel = {
  ...sheet,
  number: '17',
  on: Temporal.PlainDate.from('2026-11-13'),
  body: commission,
  service,
  request,
  applicantName: name,
  list,
  reporter: 'Жақсылықов Дәурен Мұратұлы',
  opinion: 'Құжаттар толық. Отбасының меншігінде тұрғын үй жоқ. Есепке қоюды ұсынамын.',
  membership: { members: 5, quorumPercent: 66 },
  votes: [
    { name: 'Қасымова Әлия Болатқызы', choice: 'positive' },
    { name: 'Ғабитов Серік Нұрланұлы', choice: 'positive' },
    {
      name: 'Өмірзақова Шолпан Ержанқызы',
      choice: 'negative',
      ground,
      reason: 'Пәтердің сатылуы толық түсіндірілмеген.',
    },
    { name: 'Әбдірахманов Тимур Асқарұлы', choice: 'conflict', reason: 'Өтініш берушінің туысы.' },
  ],
  conclusion: { conclusion: 'positive' },
}

const statement: StatementModel = {
  ...sheet,
  title: text(
    'Бала асырап алуға кандидат болу мүмкіндігі туралы қорытынды',
    'Заключение о возможности быть кандидатом в усыновители',
    'Conclusion on the possibility of being a candidate adopter',
  ),
  applicant: { name, iin },
  rows: [
    { field: 'request-number', values: [request.number] },
    { field: 'request-date', values: [request.on] },
    { field: 'kind-of-service', values: [service] },
    { field: 'applicant-name', values: [name] },
    { field: 'applicant-iin', values: [iin] },
    { field: 'family-members', values: ['Әбдірахманов Ғани Өмірұлы', 'Әбдірахманова Іңкәр Ғаниқызы'] },
    { field: 'inspection-date', values: [Temporal.PlainDate.from('2026-11-09')] },
    { field: 'validity', values: [] },
  ],
  report: {
    title: text('Тұрғын үй-тұрмыс жағдайын тексеру актісі', 'Акт обследования жилья', 'Act of inspection'),
    text: 'Екі бөлмелі пәтер, жалпы ауданы 54 шаршы метр.\n\nБалаға бөлек бөлме әзірленген.',
  },
  appeal: refusal.appeal,
  signatory: refusal.signatory,
}

const inspection: InspectionModel = {
  ...sheet,
  title: text('Тұрғын үй-тұрмыстық жағдайды зерделеу актісі', 'Акт обследования жилья', 'Act of inspecting the home'),
  service,
  request,
  applicantName: name,
  address: 'Сарыжар қаласы, Қобыланды батыр көшесі, 12-үй, 7-пәтер',
  report: 'Екі бөлмелі пәтер, жалпы ауданы 54 шаршы метр.\n\nБалаға бөлек бөлме әзірленген.',
  inspector: refusal.signatory,
}

export const invented: DocumentModels = {
  receipt,
  nonacceptance,
  notice,
  refusal,
  statement,
  application,
  minutes,
  inspection,
}
