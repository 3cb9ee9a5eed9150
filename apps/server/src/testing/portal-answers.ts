/** What a person who applies for the housing queue answers on the portal of the state, by the fields of our form; no paper is asked for. */
export const PORTAL_ANSWERS = {
  category: 'veterans',
  address: 'Тараз қаласы, Төле би көшесі, 35-үй, 12-пәтер',
  'residence-since': '2010-05-01',
  phone: '+77012345678',
  'others-in-family': 'no',
  need: 'no-dwelling',
  'owned-dwellings': 'none',
  'changed-housing': 'no',
  'consent-housing-check': 'yes',
  'consent-data': 'yes',
  'statement-true': 'yes',
}
