/** Words before the result of a step, at the beginning of a sentence. */
export const RESULT_HEAD =
  /(?:^|(?<=[.;]\s{0,2}))(?:[-–]\s*)?(?:Нәтиже(?:сі)?|Нетиже|Рәсім(?:нің)?\s\([^)]*\)\sнәтижесі|Результат(?:\s(?:процедуры|действия)(?:\s\([^)]*\))?)?)\s*[:–—-]\s*/iu
