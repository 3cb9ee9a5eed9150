/** What a diagram shows: who exchanges what with whom in a channel, or who does what in which lane. */
export type DiagramKind = 'interaction' | 'handbook'
