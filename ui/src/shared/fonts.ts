// The letters of the screens. Atkinson Hyperlegible, made to be read with low vision, is Latin only; Noto
// Sans has the rest, in slices of which a page loads those that its texts need. The large alphabets of
// the East come in one weight: their names are bold by what the browser does to it.

import "@fontsource/noto-sans-jp/400.css";
import "@fontsource/noto-sans-kr/400.css";
import "@fontsource/noto-sans-sc/400.css";
import "./fonts.css";
