// Which tool a press on a slot uses: the hand, the crowbar, the one that jams a bolt; two more where slots read chips.
import type { ComponentType } from 'preact';
import { BlindIcon, CrowbarIcon, HandIcon, JamIcon, SwapIcon } from '../drawings/icons.tsx';
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

const CHIP_TOOLS: typeof TOOLS = [
  {
    tool: 'swap',
    name: 'Swap',
    hint: 'Draw a released fob and put yours in, faster than a board looks',
    Icon: SwapIcon,
  },
  { tool: 'blind', name: 'Blind', hint: 'Blind the chip reader of a slot, or let it see', Icon: BlindIcon },
];

/** @param chips whether any slot reads the chips of fobs */
export function ToolChoice({ play, chips }: { readonly play: Play; readonly chips: boolean }) {
  return (
    <fieldset class="tools">
      <legend class="visually-hidden">Tool</legend>
      {[...TOOLS, ...(chips ? CHIP_TOOLS : [])].map(({ tool, name, hint, Icon }) => (
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
