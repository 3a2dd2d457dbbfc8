import type { Professional } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { counted, dated, kept } from '../verdict.ts'

type ContactedProfessional = Professional & { readonly contactedOn: string }

const wasContacted = (professional: Professional): professional is ContactedProfessional =>
  Boolean(professional.contactedOn) && !professional.alreadyWorkingWithSchool

const whyNot = ({ agreement, contactedOn }: ContactedProfessional): string | null => {
  if (!agreement) return 'None recorded'
  if (agreement.answer === 'refused') return 'The parents did not agree'
  return agreement.on <= contactedOn ? null : 'Given after the contact'
}

export const agreementBeforeContact = pupilRule({
  id: '6.47-agreement-before-contact',
  paragraph: '6.47',
  ...SHOULD,
  title: 'Parents agreed before contact',
  asks: 'Professionals who do not already work with the school are contacted only if the parents agree.',
  step: 'recordAgreement',
  target: null,
  subjects: ({ professionals }) => professionals.filter(wasContacted),
  judge: (professional) => kept(whyNot(professional) === null),
  facts: (professional) => [
    counted('The parents’ agreement', professional.agreement?.on, whyNot(professional)),
    dated(`${professional.service} contacted`, professional.contactedOn),
  ],
})
