/** Passwords of ten letters and more that people choose most; compared in lower case without spaces, dots and dashes. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  password10 password11 password12 password123 password1234 password12345 password2024 password2025 password2026
  passw0rd123 p@ssw0rd123 p@ssword123 mypassword mypassword1 passwordpassword newpassword changeme123 letmein123
  welcome123 welcome1234 admin12345 administrator adminadmin admin123456 administrator1 superadmin1 rootroot123
  qwerty1234 qwerty12345 qwerty123456 qwertyqwerty qwertyuiop1 qwertyuiop123 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5
  q1w2e3r4t5y6 1qaz2wsx3edc 1qazxsw23edc zaq12wsxcde3 qazwsxedc1 qazwsxedcrfv asdfghjkl1 asdfghjkl123 zxcvbnm123
  zxcvbnm1234 abcd123456 abc1234567 abcdef123456 a123456789 a1234567890 aa123456789 123456789a 123456789q 123456789qwe
  1234567890q 1234567890qwerty 123qweasdzxc qweasdzxc123 123456qwerty 12345qwert 1234qwerasdf iloveyou123 iloveyou12
  iloveyou1234 princess123 sunshine123 football123 football1234 basketball baseball123 liverpool123 manchester
  barcelona1 realmadrid chelsea123 superman123 batman12345 spiderman123 pokemon123 minecraft1 minecraft123
  monkey12345 dragon12345 michael123 jennifer123 charlie123 samsung123 samsung1234 samsung12345 nokia12345
  internet123 computer123 computer1 motherlode google12345 facebook123 instagram1 instagram123 telegram123 whatsapp123
  kazakhstan kazakhstan1 kazakhstan01 kazakhstan123 kazakstan123 qazaqstan1 qazaqstan123 almaty12345 almaty2024
  almaty2025 almaty2026 astana12345 astana2024 astana2025 astana2026 shymkent123 taraz12345 zhambyl123 nursultan1
  nursultan123 qostanay123 atyrau12345 aktobe12345 karaganda1 karaganda123 pavlodar123 semey12345 egovkz12345 egov123456
  egov1234567 kaspi12345 kaspibank1 kaspibank123 parol12345 parol123456 parol1234567 privet12345 marina12345
  natasha123 aleksandr1 alexander1 vladimir123 ekaterina1 anastasia1 anastasiya viktoriya aigerim123 aigerim1234
  nurlan12345 aizhan12345 asel123456 dinara12345 dauren12345 gulnara123 zhanna12345 madina12345 aruzhan123 aruzhan1234
  қазақстан1 қазақстан123 қазақстан2030 қазақстан2050 алматы12345 астана12345 тараз12345 шымкент123 құпиясөз1 құпиясөз12
  құпиясөз123 құпиясөз1234 менсенісүйемін сәлем12345 казахстан1 казахстан123 пароль1234 пароль12345 пароль123456 парольпароль
  мойпароль1 мойпароль123 привет12345 привет1234 йцукен1234 йцукен12345 йцукен123456 йцукенгшщз1 любовь12345 люблютебя
  наташа12345 мамапапа123 наташа1234 солнышко123 11111111111a a1111111111 0987654321a 0123456789a 147258369a 1472583690
  1597534568 9876543210a 7777777777a 5555555555a
  `
    .trim()
    .split(/\s+/),
)
