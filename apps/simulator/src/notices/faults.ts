/**
 * What is broken of those who deliver notices. `refuse`: the address is not known (a bounce); `down`: nothing is taken now;
 * `slow`: late; `cut`: the line is cut after the letter went out, before it is known to have arrived.
 */
export interface NoticeFaults {
  mail: 'none' | 'refuse' | 'down' | 'slow' | 'cut'
  sms: 'none' | 'refuse' | 'down'
}
