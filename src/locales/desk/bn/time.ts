import type { Desk } from '../index.ts';

export const time: Desk['time'] = {
  reminder: ({ reference, category, due }) => `Majibu ${reference} ${category}: শেষ সময় ${due}। উত্তর দিন।`,
  answered: ({ reference, due }) => `Majibu ${reference}: প্রশ্নের উত্তর এসেছে। সময় গোনা আবার শুরু: ${due}।`,
  objected: ({ reference, due }) => `Majibu ${reference}: নাগরিক চান না আপনারা অপেক্ষা করুন। সময় গোনা আবার শুরু: ${due}।`,
  waitedEnough: ({ reference, due }) => `Majibu ${reference}: প্রশ্নের উত্তর আসেনি। সময় গোনা আবার শুরু: ${due}।`,
  lastRung: (reference, office) =>
    `Majibu ${reference}: ${office} দেরি করেছে, এর উপরে কোনো অফিস নেই। চিঠি কাজের পাতায় আছে।`,
  sealedWaits: 'Majibu: আপনার তালিকায় একটি কাজ অপেক্ষায় আছে। সাইন ইন করুন।',
  digest: (dueToday, overdue, fresh) => `Majibu আজ: শেষ সময় ${dueToday}, দেরি ${overdue}, নতুন ${fresh}।`,
  week: (open, overdue, oldestDays) => `Majibu এ সপ্তাহ: খোলা ${open}, দেরি ${overdue}। সবচেয়ে পুরোনো ${oldestDays} দিনের।`,
  weekWorst: (office, overdue) => `বেশি দেরি: ${office} (${overdue})।`,
  actionDue: (unit, what, due) => `Majibu: ${unit}, যা কথা হয়েছে: ${what} শেষ দিন ${due}। হয়েছে কি না কাজের পাতায় জানান।`,
  actionOverdue: (office, what, due) => `Majibu: সময় পার: ${office}: ${what} শেষ দিন ছিল ${due}। কাজের পাতায় খোলা আছে।`,
};
