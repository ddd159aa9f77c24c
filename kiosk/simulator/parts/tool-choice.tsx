// Which tool a press on a slot uses: the hand, the crowbar or the one that jams a bolt.
import type { ComponentType } from 'preact';
import { CrowbarIcon, HandIcon, JamIcon } from '../drawings/icons.tsx';
import type { Play, Tool } from '../play.ts';

const TOOLS: readonly {
  readonly tool: Tool;
  readonly name: string;
  readonly hint: string;
  readonly Icon: ComponentType;
}[] = [
  { tool: 'hand', name: 'Hand', hint: 'Draw, insert and push fobs', Icon: HandIcon },
  { tool: 'crowbar', name: 'Crowbar', hint: 'Force a locked fob out; holding Shift does the same', Icon: CrowbarIcon },
  { tool: 'jam', name: 'Jam', hint: 'Jam the bolt of a slot, or free it', Icon: JamIcon },
];

export function ToolChoice({ play }: { readonly play: Play }) {
  return (
    <fieldset class="tools">
      <legend class="visually-hidden">Tool</legend>
      {TOOLS.map(({ tool, name, hint, Icon }) => (
        <button
          key={tool}
          type="button"
          title={hint}
          aria-pressed={play.tool.value === tool}
          onClick={() => {
            play.tool.value = tool;
          }}
        >
          <Icon />
          {name}
        </button>
      ))}
    </fieldset>
  );
}
