/**
 * The topics of a SEN information report. They follow Schedule 1 of the Special Educational Needs and Disability
 * Regulations 2014 (regulation 51) in the order of the Code's 6.79, then 6.80, then section 69(3)(b) of the Children
 * and Families Act 2014, which the Schedule does not list. `heading` is what parents read; `asks` is what the text must
 * cover.
 */
export const topics = [
  {
    name: 'kinds',
    heading: 'The special educational needs we provide for',
    asks: 'Which kinds of special educational needs the school makes provision for.',
    source: 'Schedule 1, 1',
  },
  {
    name: 'identifying',
    heading: 'How we find out that a child needs more help',
    asks: 'How pupils with special educational needs are identified, and how their needs are assessed.',
    source: 'Schedule 1, 2',
  },
  {
    name: 'senco',
    heading: 'Our SENCO, and how to reach them',
    asks: 'The name of the SEN coordinator, and how to get in touch.',
    source: 'Schedule 1, 4',
  },
  {
    name: 'parents',
    heading: 'How we work with parents',
    asks: 'How parents are asked about their child’s education, and involved in it.',
    source: 'Schedule 1, 7',
  },
  {
    name: 'listening',
    heading: 'How we listen to pupils',
    asks: 'How pupils with special educational needs are asked about their own education, and involved in it.',
    source: 'Schedule 1, 8',
  },
  {
    name: 'reviewing',
    heading: 'How we check on progress',
    asks: 'How progress towards outcomes is assessed and reviewed, and what part parents and pupils have in it.',
    source: 'Schedule 1, 3(b)',
  },
  {
    name: 'moving',
    heading: 'Moving on, and preparing for adult life',
    asks: 'How pupils are supported when they move between phases of education, and in preparing for adulthood.',
    source: 'Schedule 1, 12',
  },
  {
    name: 'teaching',
    heading: 'How we teach',
    asks: 'The school’s approach to teaching pupils with special educational needs.',
    source: 'Schedule 1, 3(c)',
  },
  {
    name: 'adapting',
    heading: 'How we adapt lessons and the school',
    asks: 'How the curriculum and the learning environment are adapted.',
    source: 'Schedule 1, 3(d); 6.82',
  },
  {
    name: 'additional',
    heading: 'Additional help with learning',
    asks: 'What additional support for learning there is.',
    source: 'Schedule 1, 3(e)',
  },
  {
    name: 'training',
    heading: 'What our staff know, and whom we turn to',
    asks: 'The expertise and training of staff, and how specialist expertise is secured.',
    source: 'Schedule 1, 5',
  },
  {
    name: 'equipment',
    heading: 'Equipment and facilities',
    asks: 'How equipment and facilities for pupils with special educational needs are secured.',
    source: 'Schedule 1, 6',
  },
  {
    name: 'evaluating',
    heading: 'How we know whether our help works',
    asks: 'How the school evaluates the effectiveness of its provision.',
    source: 'Schedule 1, 3(a)',
  },
  {
    name: 'together',
    heading: 'Joining in with everybody else',
    asks: 'How pupils with special educational needs take part in the school’s activities, physical ones too, together with others.',
    source: 'Schedule 1, 3(f)',
  },
  {
    name: 'wellbeing',
    heading: 'Feelings, friendships and bullying',
    asks: 'Support for emotional, mental and social development: extra pastoral support for listening to pupils, and measures against bullying.',
    source: 'Schedule 1, 3(g)',
  },
  {
    name: 'otherBodies',
    heading: 'Whom else we work with',
    asks: 'How health and social services, the local authority’s support services and voluntary organisations are involved, for pupils and for their families.',
    source: 'Schedule 1, 10',
  },
  {
    name: 'lookedAfter',
    heading: 'Children who are looked after',
    asks: 'How pupils are supported who have special educational needs and are looked after by the local authority.',
    source: '6.80',
  },
  {
    name: 'complaints',
    heading: 'If you are not content',
    asks: 'What parents do who want to complain about the provision, and whom in the school they talk to.',
    source: 'Schedule 1, 9; 6.81',
  },
  {
    name: 'supportServices',
    heading: 'Advice and support for parents',
    asks: 'How parents reach support services, among them the Information, Advice and Support Service.',
    source: 'Schedule 1, 11',
  },
  {
    name: 'localOffer',
    heading: 'The local offer',
    asks: 'Where the local authority’s local offer is published, and what the school contributes to it.',
    source: 'Schedule 1, 13; 6.81',
  },
  {
    name: 'disabledPupils',
    heading: 'Disabled pupils: admission, equal treatment and access',
    asks: 'How disabled pupils are admitted, what is done so that none is treated less favourably, which facilities help them, and the accessibility plan.',
    source: 'Children and Families Act 2014, section 69(3)(b)',
  },
] as const

export type ReportTopic = (typeof topics)[number]
export type TopicName = ReportTopic['name']

/** The topic with this name; null if the report has none with it. */
export const topicNamed = (name: string): ReportTopic | null => topics.find((topic) => topic.name === name) ?? null
