import { Component, type ErrorInfo, type ReactNode } from 'react';
import { SectionFault } from './section-fault.tsx';

interface SectionBoundaryProps {
  /** Which section, as support knows it. */
  section: string;
  /** The till's bar. */
  top: ReactNode;
  /** To where one can go on; null where this is that place, which is then tried again. */
  onBack: (() => void) | null;
  children: ReactNode;
}

interface SectionBoundaryState {
  error: unknown;
  failed: boolean;
}

/** Keeps what fails in one section from taking the till with it: the rest goes on, and the cart with it, which is held outside. */
export class SectionBoundary extends Component<SectionBoundaryProps, SectionBoundaryState> {
  override state: SectionBoundaryState = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): SectionBoundaryState {
    return { error, failed: true };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    console.error(`the section ${this.props.section} failed`, error, componentStack);
  }

  override render(): ReactNode {
    const { section, top, onBack, children } = this.props;
    const { error, failed } = this.state;
    if (!failed) return children;
    const again = (): void => this.setState({ error: null, failed: false });
    return <SectionFault section={section} error={error} top={top} onBack={onBack} onAgain={again} />;
  }
}
