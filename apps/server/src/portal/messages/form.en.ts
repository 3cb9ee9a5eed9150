import { pluralEn } from '../../messages/catalogue.ts'
import type { FormMessages } from './form.kk.ts'

export const formEn: FormMessages = {
  aboutPerson: (number, message) => `Person ${number}: ${message}`,
  faults: {
    missing: 'Give an answer',
    malformed: 'Enter the answer again',
    'too-short': (min) => `Enter at least ${min} ${pluralEn(min, 'character', 'characters')}`,
    'too-long': (max) => `Enter at most ${max} ${pluralEn(max, 'character', 'characters')}`,
    'not-an-option': 'Choose one of the answers given',
    'too-few': (min) => `At least ${min} ${pluralEn(min, 'answer is', 'answers are')} needed`,
    'too-many': (max) => `Give at most ${max} ${pluralEn(max, 'answer', 'answers')}`,
    'not-a-number': 'Enter a number, for example 45.5',
    'too-small': (min) => `Enter a number of ${min} or more`,
    'too-large': (max) => `Enter a number of ${max} or less`,
    'too-large-number': 'This number is too large. Check it',
    'date-malformed': 'Enter day, month and year in figures, for example 15 05 1989',
    'date-impossible': 'There is no such day. Check the date',
    'date-in-future': 'This day has not come yet. Check the date',
    'phone-malformed': 'Enter the telephone as +7 701 234 56 78',
    'iin-twice': 'This IIN is entered for two people. Check it',
    'iin-not-digits': 'An IIN has digits only. Remove the other characters',
    'iin-wrong-length': 'An IIN has 12 digits',
    'iin-looks-like-bin': 'This is the BIN of an organisation. Enter the IIN of the person',
    'iin-wrong-date': 'The first six digits of the IIN are not a date of birth. Check them',
    'iin-wrong-century': 'The seventh digit of the IIN is wrong. Check it',
    'iin-wrong-check-digit': 'There is a mistake in the IIN. Compare it with the identity card',
  },
}
