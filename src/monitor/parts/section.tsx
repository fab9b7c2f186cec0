import type { ComponentChildren, VNode } from 'preact';

/** One part of a page of figures: its heading, a line on how to read it, and what is below. It is not torn apart on paper. */
export function Section({
  name,
  title,
  about,
  children,
}: {
  readonly name: string;
  readonly title: string;
  readonly about?: string | undefined;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <section class="figures-section" aria-labelledby={name}>
      <h2 class="govuk-heading-m" id={name}>
        {title}
      </h2>
      {about === undefined ? null : <p class="meta lines">{about}</p>}
      {children}
    </section>
  );
}
