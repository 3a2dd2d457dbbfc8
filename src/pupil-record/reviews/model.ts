/** How far an outcome has got, from not at all upwards. */
export const howFar = ['notYet', 'some', 'met', 'exceeded'] as const

/** How far an outcome has got: at a review, when staff are asked, in class. */
export const progressWords = {
  notYet: 'Not yet',
  some: 'Some progress',
  met: 'Met',
  exceeded: 'More than met',
} as const

/** What was decided at a review, as it is said to parents. */
export const reviewDecisionWords = {
  continue: 'We go on as we are',
  change: 'We change the support or the outcomes',
  stepUp: 'More help is needed',
  end: 'SEN Support is not needed any more',
} as const
