/** HTML attributes by name. Event handlers and `style` throw, because the content security policy would block them. */
export type Attributes = Readonly<Record<string, string | number | boolean>>

export type CommonOptions = { classes?: string; attributes?: Attributes }

export type Link = { text: string; href: string }

/** A button that changes something: a form that posts `fields`, which must contain `_csrf`. */
export type PostAction = { text: string; action: string; fields: Readonly<Record<string, string>> }

/** One option of radios, checkboxes or a select. */
export type Choice = { value: string; text: string }
