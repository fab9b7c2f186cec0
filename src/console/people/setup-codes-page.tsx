import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';
import { AdminFrame } from '../admin/admin-frame.tsx';

interface SetupCodesProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  /** What was done. */
  readonly done: string;
  readonly codes: readonly { readonly name: string; readonly signIn: string; readonly code: string }[];
  /** Where people choose their passwords. */
  readonly address: string;
}

/** Set-up codes, shown this once, to be written down or printed and handed over. */
export function SetupCodesPage({ caller, language, done, codes, address }: SetupCodesProps): VNode {
  const { people: words } = wordsOf(language);
  return (
    <AdminFrame
      caller={caller}
      language={language}
      title={words.setupTitle}
      up={{ href: '/console/admin/people', text: words.title }}
      done={done}
    >
      {codes.length === 0 ? null : (
        <>
          <p class="govuk-body">{words.setupAbout(address)}</p>
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.signIn}</th>
                <th scope="col">{words.setupTitle}</th>
              </tr>
            </thead>
            <tbody>
              {codes.map(({ name, signIn, code }) => (
                <tr key={signIn}>
                  <td class="wide">{name}</td>
                  <td>{signIn}</td>
                  <td>
                    <span class="key">{code}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <p class="govuk-body no-print">
        <a class="govuk-link" href="/console/admin/people">
          {words.backToPeople}
        </a>
      </p>
    </AdminFrame>
  );
}
