import type { Addressee, LetterKind } from '../generated/prisma/enums.ts'
import type { LetterTemplate } from './merging.ts'

const paragraphs = (...all: readonly string[]): string => all.join('\n\n')

const adviceToParents = 'Free, impartial and confidential advice about special educational needs comes from {{advice}}.'

const reachField = '{{reachUs}}'

const toParents: Readonly<Record<LetterKind, LetterTemplate>> = {
  invitation: {
    subject: 'How {{forename}} is getting on: an invitation',
    body: paragraphs(
      'We would like to look with you at how {{forename}} is getting on, and at what the help at school has done. Will you come on {{day}} at {{time}}?',
      'We have set aside {{minutes}}.',
      'Where we meet\n{{place}}',
      'What we have been working towards\n{{outcomes}}',
      'You know {{forename}} best. Please think beforehand about what is going well, what is hard, and what you would like next. {{forename}} has a say too, in the meeting or before it.',
      'You may bring somebody with you. If another time or way suits you better, or you need an interpreter, tell us and we will arrange it.',
      reachField,
    ),
  },
  discussionNote: {
    subject: 'What we talked about on {{heldOn}}',
    body: paragraphs(
      'Thank you for talking with us about {{forename}} on {{heldOn}}. This is a short note of what we said and agreed. A copy is kept in {{forename}}’s record at school.',
      'Who took part\n{{who}}',
      'Strengths and difficulties\n{{strengths}}',
      'What you told us\n{{parentsSaid}}',
      'What {{forename}} told us\n{{pupilSaid}}',
      'What we want for {{forename}}\n{{outcomes}}',
      'Next steps\n{{nextSteps}}',
      'Tell us if we have got something wrong or left something out, and we will put it right.',
      adviceToParents,
      reachField,
    ),
  },
  formalNotice: {
    subject: 'SEN Support for {{pupil}}',
    body: paragraphs(
      'I am writing to tell you formally that {{since}} {{school}} is making special educational provision for {{forename}}. This is called SEN Support. The law says that we must tell you (section 68 of the Children and Families Act 2014).',
      'What this means\n{{forename}} gets help at school that is additional to, or different from, what we make available to all pupils. We find out what {{forename}} needs, plan the help with you, give it, and then look together at whether it has worked. You and {{forename}} have a say at each step.',
      'When we look at it together\n{{whenReviewed}}',
      'Who does what\n{{roles}}',
      'Whom to ask\nPlease ask me whenever something is unclear, or if you do not agree. {{teacher}} Free, impartial and confidential advice comes from {{advice}}.',
    ),
  },
  planCopy: {
    subject: '{{forename}}’s plan',
    body: paragraphs(
      'This is the plan for {{forename}}, as we agreed it with you on {{agreedOn}}. Please keep it.',
      'What we are working towards\n{{outcomes}}',
      'What is done, and by whom\n{{provision}}',
      'What we expect from it\n{{expectedImpact}}',
      'We look with you and {{forename}} at how it is going by {{reviewOn}}. If you think sooner that something is not working, tell us: we need not wait.',
      'This is version {{version}} of the plan.',
      reachField,
    ),
  },
  reviewNote: {
    subject: 'Our review of {{heldOn}}',
    body: paragraphs(
      'This is a note of the review of {{forename}}’s plan on {{heldOn}}. A copy is kept in {{forename}}’s record at school.',
      'How far we have got\n{{progress}}',
      'What the help has done\n{{impact}}',
      'What you told us\n{{parentsSaid}}',
      'What {{forename}} told us\n{{pupilSaid}}',
      'What we decided\n{{decision}}',
      'Next steps\n{{nextSteps}}',
      'Tell us if we have got something wrong or left something out, and we will put it right.',
      reachField,
    ),
  },
  professionalAgreement: {
    subject: 'May we ask for advice about {{forename}}?',
    body: paragraphs(
      'We would like to ask {{service}}{{professional}} for advice on how best to help {{forename}}. We do so only if you agree.',
      'If you agree, we tell them what {{forename}} finds easy and hard, what we have tried, and what you and {{forename}} have said. They may watch {{forename}} at school, talk or work with {{forename}}, and advise us. We share with you what they say.',
      'Please answer here, or write or ring: no is an answer too, and you can change your mind at any time.',
      'I agree / I do not agree that the school contacts {{service}} about {{forename}}.\n\nName: ______________________________\n\nSigned: ____________________________     Date: ______________',
      adviceToParents,
      reachField,
    ),
  },
  endOfSupport: {
    subject: 'SEN Support for {{pupil}} has ended',
    body: paragraphs(
      'On {{decidedOn}} we decided with you that {{forename}} no longer needs SEN Support. From now on {{forename}} has what we make available to all pupils.',
      'Why\n{{because}}',
      'We go on watching how {{forename}} gets on, as we do with every pupil. If you are worried at any time, tell us straight away: SEN Support can begin again.',
      adviceToParents,
      reachField,
    ),
  },
}

const adviceToYoungPerson = 'Free, impartial and confidential advice for you comes from {{advice}}.'

const toYoungPerson: Readonly<Record<LetterKind, LetterTemplate>> = {
  invitation: {
    subject: 'How you are getting on: an invitation',
    body: paragraphs(
      'We would like to look with you at how you are getting on, and at what the help at school has done. Will you come on {{day}} at {{time}}?',
      'We have set aside {{minutes}}.',
      'Where we meet\n{{place}}',
      'What you have been working towards\n{{outcomes}}',
      'Please think beforehand about what is going well, what is hard, and what you would like next. You may bring somebody with you. If another time or way suits you better, tell us.',
      reachField,
    ),
  },
  discussionNote: {
    subject: toParents.discussionNote.subject,
    body: paragraphs(
      'Thank you for talking with us on {{heldOn}}. This is a short note of what we said and agreed. A copy is kept in your record at school.',
      'Who took part\n{{who}}',
      'Strengths and difficulties\n{{strengths}}',
      'What you told us\n{{pupilSaid}}',
      'What your parents told us\n{{parentsSaid}}',
      'What we want to reach together\n{{outcomes}}',
      'Next steps\n{{nextSteps}}',
      'Tell us if we have got something wrong or left something out.',
      adviceToYoungPerson,
      reachField,
    ),
  },
  formalNotice: {
    subject: 'Your SEN Support',
    body: paragraphs(
      'I am writing to tell you formally that {{since}} {{school}} is making special educational provision for you. This is called SEN Support. The law says that we must tell you (section 68 of the Children and Families Act 2014).',
      'What this means\nYou get help at school that is additional to, or different from, what we make available to all pupils. We find out what you need, plan the help with you, give it, and then look together at whether it has worked. You have a say at each step, and so have your parents if you wish.',
      'When we look at it together\n{{whenReviewed}}',
      'Who does what\n{{roles}}',
      'Whom to ask\nPlease ask me whenever something is unclear, or if you do not agree. {{teacher}} Free, impartial and confidential advice comes from {{advice}}.',
    ),
  },
  planCopy: {
    subject: 'Your plan',
    body: paragraphs(
      'This is your plan, as we agreed it with you on {{agreedOn}}. Please keep it.',
      'What you are working towards\n{{outcomes}}',
      'What is done, and by whom\n{{provision}}',
      'What we expect from it\n{{expectedImpact}}',
      'We look with you at how it is going by {{reviewOn}}. If you think sooner that something is not working, tell us.',
      'This is version {{version}} of the plan.',
      reachField,
    ),
  },
  reviewNote: {
    subject: toParents.reviewNote.subject,
    body: paragraphs(
      'This is a note of the review of your plan on {{heldOn}}. A copy is kept in your record at school.',
      'How far you have got\n{{progress}}',
      'What the help has done\n{{impact}}',
      'What you told us\n{{pupilSaid}}',
      'What your parents told us\n{{parentsSaid}}',
      'What we decided\n{{decision}}',
      'Next steps\n{{nextSteps}}',
      'Tell us if we have got something wrong or left something out.',
      reachField,
    ),
  },
  professionalAgreement: {
    subject: 'May we ask for advice?',
    body: paragraphs(
      'We would like to ask {{service}}{{professional}} for advice on how best to help you. We do so only if you agree.',
      'If you agree, we tell them what you find easy and hard, what we have tried, and what you have said. They may talk or work with you, and advise us. We share with you what they say. No is an answer too, and you can change your mind at any time.',
      'I agree / I do not agree that the school contacts {{service}} about me.\n\nSigned: ____________________________     Date: ______________',
      adviceToYoungPerson,
      reachField,
    ),
  },
  endOfSupport: {
    subject: 'Your SEN Support has ended',
    body: paragraphs(
      'On {{decidedOn}} we decided with you that you no longer need SEN Support. From now on you have what we make available to all pupils.',
      'Why\n{{because}}',
      'If you are worried at any time, tell us straight away: SEN Support can begin again.',
      adviceToYoungPerson,
      reachField,
    ),
  },
}

/**
 * The register's own template of each letter. A school can replace the templates of letters to parents, not those of
 * letters to a young person.
 */
export const defaultTemplates: Readonly<Record<Addressee, Readonly<Record<LetterKind, LetterTemplate>>>> = {
  parent: toParents,
  youngPerson: toYoungPerson,
}
