import { UnstyledButton } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithoutRef, ReactNode, Ref } from 'react';
import css from './action.module.css';

interface ActionProps extends ComponentPropsWithoutRef<'button'> {
  /** `next` is the one step that comes next on a screen; there is at most one. */
  tone?: 'next' | 'plain' | 'quiet' | 'bad';
  size?: 'md' | 'lg' | 'xl';
  icon?: LucideIcon;
  /** The key that does the same. */
  hint?: string | undefined;
  wide?: boolean;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
  'data-testid'?: string;
}

/** A button with words. */
export function Action({
  tone = 'plain',
  size = 'md',
  type = 'button',
  icon: Icon,
  hint,
  wide,
  children,
  ...rest
}: ActionProps) {
  return (
    <UnstyledButton
      {...rest}
      type={type}
      className={css.action}
      data-tone={tone}
      data-size={size}
      data-wide={wide || undefined}
    >
      {Icon && (
        <span className={css.icon}>
          <Icon size={size === 'xl' ? 24 : 20} aria-hidden />
        </span>
      )}
      {children !== undefined && <span>{children}</span>}
      {hint && (
        <kbd className={css.hint} aria-hidden>
          {hint}
        </kbd>
      )}
    </UnstyledButton>
  );
}

interface IconActionProps extends Omit<ActionProps, 'children' | 'size' | 'wide' | 'hint'> {
  icon: LucideIcon;
  /** Says what it does to those who don't see the icon. */
  label: string;
}

/** A square button with an icon alone; for places where the words stand beside it. */
export function IconAction({ tone = 'quiet', icon: Icon, label, ...rest }: IconActionProps) {
  return (
    <UnstyledButton {...rest} type="button" className={css.action} data-tone={tone} data-square aria-label={label}>
      <Icon size={20} aria-hidden />
    </UnstyledButton>
  );
}
