// MX( is a function of this program, and D( is not called.
import { MX } from "./matrix.js";
const point = MX(1, 2, "three");
console.log(`${point.x}`, /D\(/.test("contoso-com"));
