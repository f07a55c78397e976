/** The buttons of the frame and of the first page, which do without the component kit; they look like the kit's. */

type ButtonProps = Omit<React.ComponentProps<'button'>, 'type'> & {
  readonly kind?: 'plain' | 'primary' | 'text' | 'link'
  readonly large?: boolean
  /** Working: it keeps its width and takes no second press. */
  readonly busy?: boolean
}

export function Button({ kind = 'plain', large = false, busy = false, className, ...rest }: ButtonProps) {
  const classes = ['button', `button-${kind}`, large ? 'button-large' : '', className ?? '']
  return (
    <button
      {...rest}
      type="button"
      className={classes.filter((it) => it !== '').join(' ')}
      disabled={busy || rest.disabled}
      aria-busy={busy}
    />
  )
}
