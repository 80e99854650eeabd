// sixteen_bytes.h - looks at sixteen bytes at once where every processor of the kind can.
// Shape:  pure functions; bit n of a mark stands for byte n.
// Units:  kSixteen says whether there are such functions; callers go on by eight bytes elsewhere.
// Errors: none.
// Source: SSE2 belongs to x86-64 itself, so nothing has to be asked at run time.
#pragma once

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace base {

#if defined(__SSE2__)

constexpr bool kSixteen = true;

inline __m128i load_sixteen(const char* at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

inline __m128i equal_sixteen(__m128i bytes, char byte) {
  return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte));
}

// Quotes, backslashes, controls and what is no ASCII: as signed numbers both lie below a space.
inline unsigned mark_special_sixteen(const char* at) {
  const __m128i bytes = load_sixteen(at);
  const __m128i below = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
  const __m128i ends = _mm_or_si128(equal_sixteen(bytes, '"'), equal_sixteen(bytes, '\\'));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(below, ends)));
}

// Copies sixteen bytes and marks those that equal `byte`.
inline unsigned copy_sixteen(char* to, const char* at, char byte) {
  const __m128i bytes = load_sixteen(at);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
  return static_cast<unsigned>(_mm_movemask_epi8(equal_sixteen(bytes, byte)));
}

#else

constexpr bool kSixteen = false;
inline unsigned mark_special_sixteen(const char* /*at*/) {
  return 0;
}
inline unsigned copy_sixteen(char* /*to*/, const char* /*at*/, char /*byte*/) {
  return 0;
}

#endif

}  // namespace base
