import type { ComponentChildren, VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';

/** Which form of whom: two people may use one browser. */
interface FormName {
  readonly caller: AccountCaller;
  /** Unique among the forms of the console, such as `answer-48217736`. */
  readonly name: string;
}

/**
 * A form whose typed text is not lost with the line: the script keeps it in this tab, puts it back into empty fields when the
 * page is opened again, and warns before it is left. It is forgotten with `Sent`, and when she signs out. Hidden fields and
 * passwords are not kept, nor what has `data-unkept`.
 */
export function KeptForm({
  caller,
  name,
  language,
  action,
  isEdit = false,
  children,
}: FormName & {
  readonly language: Language;
  readonly action: string;
  /** Its fields begin with what holds now: what was typed is put back over that. */
  readonly isEdit?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <form
      method="post"
      action={action}
      data-keep={keptName({ caller, name })}
      data-edits={isEdit ? '' : undefined}
      data-restored={wordsOf(language).inbox.restored}
    >
      {children}
    </form>
  );
}

/** Says on the page after a form was taken that its text need not be kept any longer. */
export function Sent(form: FormName): VNode {
  return <span hidden data-sent={keptName(form)} />;
}

function keptName({ caller, name }: FormName): string {
  return `${caller.id} ${name}`;
}
