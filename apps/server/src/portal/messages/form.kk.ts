export const formKk = {
  /** Puts a fault of one person of a list under that person's number. */
  aboutPerson: (number: number, message: string) => `${number}-адам: ${message}`,
  faults: {
    missing: 'Жауап беріңіз',
    malformed: 'Жауапты қайта жазыңыз',
    'too-short': (min: number) => `Кемінде ${min} таңба жазыңыз`,
    'too-long': (max: number) => `${max} таңбадан асырмай жазыңыз`,
    'not-an-option': 'Берілген жауаптардың бірін таңдаңыз',
    'too-few': (min: number) => `Кемінде ${min} жауап керек`,
    'too-many': (max: number) => `Ең көбі ${max} жауап беріңіз`,
    'not-a-number': 'Санмен жазыңыз, мысалы: 45,5',
    'too-small': (min: number) => `${min} немесе одан үлкен сан жазыңыз`,
    'too-large': (max: number) => `${max} немесе одан кіші сан жазыңыз`,
    'too-large-number': 'Бұл сан тым үлкен. Қайта тексеріңіз',
    'date-malformed': 'Күнін, айын және жылын санмен жазыңыз, мысалы: 15 05 1989',
    'date-impossible': 'Мұндай күн жоқ. Қайта тексеріңіз',
    'date-in-future': 'Бұл күн әлі келген жоқ. Қайта тексеріңіз',
    'phone-malformed': 'Телефонды +7 701 234 56 78 түрінде жазыңыз',
    'iin-twice': 'Бұл ЖСН екі адамға жазылған. Қайта тексеріңіз',
    'iin-not-digits': 'ЖСН тек цифрдан тұрады. Артық таңбаларды алып тастаңыз',
    'iin-wrong-length': 'ЖСН 12 цифрдан тұруы керек',
    'iin-looks-like-bin': 'Бұл – ұйымның БСН-і. Адамның ЖСН-ін жазыңыз',
    'iin-wrong-date': 'ЖСН-нің алғашқы алты цифры туған күнге сәйкес келмейді. Қайта тексеріңіз',
    'iin-wrong-century': 'ЖСН-нің жетінші цифры қате. Қайта тексеріңіз',
    'iin-wrong-check-digit': 'ЖСН-де қате бар. Жеке куәлікпен салыстырыңыз',
  },
}

export type FormMessages = typeof formKk
