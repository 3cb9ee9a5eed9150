import type { Verdict } from '@qyzmet/eds'
import type { Locale } from '@qyzmet/regulation'

/** Words of the report on a signature; the Kazakh ones are the shape. */
const kk = {
  training: 'ОҚУ ҮЛГІСІ: бұл қолтаңбалардың заңдық күші жоқ.',
  trusted: 'Сенім куәліктерінің нұсқасы',
  unknown: 'қол қоюшы белгісіз',
  verdicts: { VALID: 'жарамды', INVALID: 'жарамсыз', INDETERMINATE: 'анықталмады' } satisfies Record<
    Verdict['verdict'],
    string
  >,
  revocationUnknown:
    'Сертификаттың қайтарып алынған-алынбағаны белгісіз: оны берген орталықтың қайтарып алынған сертификаттар тізімін --crl арқылы көрсетіңіз.',
  noFile: (file: string) => `${file} деген файл жоқ.`,
  anchors: (what: string) => `Сенім куәліктерін оқу мүмкін болмады: ${what}.`,
  list: (what: string) => `Қайтарып алынған сертификаттар тізімін оқу мүмкін болмады: ${what}.`,
}
type Messages = typeof kk

const ru: Messages = {
  training: 'УЧЕБНЫЙ ОБРАЗЕЦ: юридической силы у этих подписей нет.',
  trusted: 'Версия доверенных сертификатов',
  unknown: 'подписавший неизвестен',
  verdicts: { VALID: 'действительна', INVALID: 'недействительна', INDETERMINATE: 'не определено' },
  revocationUnknown:
    'Неизвестно, отозван ли сертификат: укажите через --crl список отозванных сертификатов выдавшего его центра.',
  noFile: (file) => `Файла ${file} нет.`,
  anchors: (what) => `Доверенные сертификаты не прочитаны: ${what}.`,
  list: (what) => `Список отозванных сертификатов не прочитан: ${what}.`,
}

const en: Messages = {
  training: 'TRAINING SAMPLE: these signatures bind nobody.',
  trusted: 'Version of the trusted certificates',
  unknown: 'signer unknown',
  verdicts: { VALID: 'valid', INVALID: 'invalid', INDETERMINATE: 'undetermined' },
  revocationUnknown:
    'It is not known whether the certificate was revoked: name the list of revoked certificates of its authority with --crl.',
  noFile: (file) => `There is no file ${file}.`,
  anchors: (what) => `The trusted certificates cannot be read: ${what}.`,
  list: (what) => `The list of revoked certificates cannot be read: ${what}.`,
}

export const verifySignatureMessages: Readonly<Record<Locale, Messages>> = { kk, ru, en }
