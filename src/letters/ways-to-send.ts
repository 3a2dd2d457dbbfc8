import { methods } from './commands.ts'

export type MethodChoice = { value: string; text: string; hint?: string }

/** The value of the choice that lets the register e-mail the letter. */
export const byRegister = 'byRegister'

const ways: readonly MethodChoice[] = [
  { value: 'post', text: 'Printed and posted' },
  { value: 'handedOver', text: 'Printed and handed over' },
  { value: 'meeting', text: 'In a meeting' },
  { value: 'email', text: 'E-mail from my own mailbox' },
]

const byRegisterChoice: MethodChoice = {
  value: byRegister,
  text: 'The register e-mails it now',
  hint: 'To the address beside each name. It says on the letter’s page whether it was delivered',
}

/** The methods to choose from. @param canMail whether the register has a mail server */
export const methodChoices = (canMail: boolean): readonly MethodChoice[] =>
  canMail ? [byRegisterChoice, ...ways] : ways

/** The methods by which a notice can have been given, as choices, with the text that is saved. */
export const methodItems: { value: string; text: string }[] = Object.entries(methods).map(([value, words]) => ({
  value,
  text: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
}))
